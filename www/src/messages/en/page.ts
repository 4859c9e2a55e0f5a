/** Everything the page says, in English. A translation is a file with the same keys. Arguments arrive formatted. */
import type { BaselineKind, ChargeKind, Frequency, LossCause, OfferKind } from '../../engine/types.ts';
import {
  CAUSES,
  EVERY,
  between,
  counted,
  dearer,
  list,
  listed,
  or,
  tax,
  term,
  units,
  winner,
} from './words.ts';

import { compare } from './compare.ts';
import { take } from './take.ts';
import { singleMonths } from './single-months.ts';
import { events } from './events.ts';
import { pictures } from './pictures.ts';

export const m = {
  list: listed,
  take,
  compare,
  pictures,
  page: {
    title: 'Credit calculator',
    about: 'How many credits your work takes, and the cheapest way to buy them.',
    titleOf: (book: string) => `${book} – credit calculator`,
    loading: 'Loading the price book…',
    book: 'Price book',
    ownFile: (name: string) => `${name} (your file)`,
    openFile: 'Open a file…',
    edit: 'Edit price book',
    language: 'Language',
    private: 'Everything is computed in your browser. Nothing you type leaves it.',
  },
  editor: {
    title: 'Edit price book',
    text: 'Price book text',
    good: 'No faults. The calculator uses this text.',
    faulty: (count: number) =>
      `${counted(count, 'fault', 'faults')}. The calculator keeps the last price book without faults.`,
    warnings: (count: number) => counted(count, 'thing to look at', 'things to look at'),
    list: 'Faults and warnings',
    goTo: (line: number, column: number) => `Line ${line}, column ${column}`,
  },
  fault: {
    /** for faults of an entry that need no words about a price book; `typed` is what stands in the box */
    entry: {
      bad_number: (typed) =>
        typed === null || typed.trim() === ''
          ? 'Enter a number, such as 1200 or 1.5.'
          : `“${typed}” is not a number. Write digits, with a point for decimals, such as 1200 or 1.5.`,
      bad_date: () => 'Enter a day that exists.',
      bad_horizon: () => 'Enter 1 to 60 months.',
    } as Readonly<Record<string, ((typed: string | null) => string) | undefined>>,
    fix: 'How to fix it:',
    warning: 'Warning',
    error: 'Fault',
    bookTitle: 'This price book has faults',
    notLoaded: (detail: string) => `The price book could not be loaded: ${detail}`,
    engine:
      'The calculator stopped unexpectedly and was started again. Everything you typed is kept; change any value to try again.',
    usageTitle: 'Something in the usage needs attention',
  },
  usage: {
    title: 'What you plan to do',
    presets: 'Start from an example',
    ungrouped: 'Features',
    notUsed: 'not used',
    sum: (times: string, per: Frequency, people: string | null) =>
      `${times} ${EVERY[per]}${people === null ? '' : ` × ${people} people`}`,
    howOften: 'How often',
    per: 'Each day, week, month or year',
    every: EVERY,
    peopleBefore: 'By how many ',
    people: (one: boolean): string => (one ? 'person' : 'people'),
    onPlans: (names: readonly string[]) => `Only on ${list.format(names)}.`,
    copy: 'Add another',
    copyOf: (name: string) => `Add another ${name} with other settings`,
    remove: 'Remove',
    removeLine: (name: string) => `Remove this ${name}`,
    byTeam: (sum: string, team: string) => `${sum}, ${team}`,
    chargedIn: (types: readonly string[]) => `Costs ${list.format(types)}.`,
    onlySuccess: 'Only what succeeds is charged.',
    freeUses: (count: string, one: boolean) =>
      one ? 'One use a month is free.' : `${count} uses a month are free.`,
    changes: (dates: readonly string[]) => `The price in credits changes on ${list.format(dates)}.`,
    between,
    usually: (range: string) =>
      `Nobody knows beforehand: ${range}. The answer says what that does to the cost.`,
    unsure: (range: string) => `Not sure? Use ${range}`,
    someDays: 'Only on some days',
    onDays: 'Only on',
    onDaysUnit: 'days a month',
    onDaysAbout: 'Spread over the month; it matters for credits that come by the day or week.',
    everyDay: 'every day',
    success: 'Succeeds',
    allSucceed: '100',
    team: 'Team',
    noTeam: 'Choose a team',
    slider: (label: string) => `${label}, slider`,
    withUnit: (value: string, unit: string | null) => (unit === null ? value : `${value} ${unit}`),
    units,
  },
  singleMonths,
  people: {
    title: 'People and plan',
    team: (id: string) => `Team ${id}`,
    slow: 'Slow is fine',
    slowAbout: 'When credits run out, going on in a slow or free mode is good enough.',
  },
  balance: {
    title: 'Credits you have already',
    have: (plural: string) => `Your ${plural}`,
    until: 'Usable until',
    untilAbout: 'Leave it empty if they do not expire.',
  },
  horizon: {
    title: 'Period and growth',
    currency: 'Currency',
    start: 'First day',
    months: 'Months',
    monthUnit: 'month',
    growth: 'Growth',
    growthUnit: '% a month',
    newCustomer: 'New customer',
    newCustomerAbout: 'New customers get welcome credits once, where there are any.',
    season: 'Season',
    seasonAbout: 'A factor for each calendar month: 1 is a usual month, 1.5 half as much again.',
    seasonMonth: (month: string) => `Factor for ${month}`,
  },
  answer: {
    title: 'Cheapest way to buy',
    titleFound: 'Best way found to buy',
    titleNeed: 'What you need',
    waiting: 'Working it out…',
    empty: 'Set how often you do something, and the cheapest way to buy the credits for it appears here.',
    stale: 'This answer is for the last valid input. Correct the marked field to update it.',
    nothing: 'Nothing to buy',
    free: 'The free credits are enough.',
    total: (months: number, taxIncluded: boolean) =>
      `for ${counted(months, 'month', 'months')}, ${tax(taxIncluded)}`,
    monthly: (money: string) => `≈ ${money} a month`,
    proved: 'Proved cheapest',
    notProved: 'Not proved cheapest',
    checking: 'Checking whether anything is cheaper…',
    comparing: 'Comparing with other ways to buy…',
    within: (percent: string) => `Within ${percent} of the best possible`,
    range: {
      both: (low: string, high: string, why: string) => `Between ${low} and ${high}: ${why}.`,
      same: (why: string) => `It costs the same whether it is more or less: ${why}.`,
      lowOnly: (low: string, why: string) =>
        `From ${low} on; for the most it could be no way to buy was found: ${why}.`,
      highOnly: (high: string, why: string) => `Up to ${high}: ${why}.`,
      neither: (why: string) => `It could be less or more, with no known price: ${why}.`,
      why: (feature: string, input: string, low: string, high: string, unit: string | null) =>
        `${feature}, ${unit === null ? `${input} ` : ''}${between(low, high, unit)}`,
      others: (count: number) => counted(count, 'other', 'others'),
    },
    needRange: (low: string, high: string) => `${low} to ${high} in all`,
    slow: (credits: string) => `Use worth ${credits} goes on in a slow or free mode.`,
    blocked: (credits: string) => `Nothing covers ${credits}: use stops there.`,
    owed: (credits: string) => `${credits} are used on credit and still owed at the end.`,
    need: 'You need',
    needMonthly: (credits: string) => `≈ ${credits} a month`,
    needTotal: (credits: string) => `${credits} in all`,
    save: 'You save',
    saveAgainst: (percent: string, name: string) => `${percent} less than ${name} alone`,
    noSaving: 'Nothing',
    noneAlone: 'No offer alone would be enough.',
    sameAlone: (name: string) => `${name} alone costs the same.`,
    expires: 'Expires unused',
    nothingExpires: 'Nothing',
    nothingExpiresAbout: 'Every credit is used in time',
    left: (credits: string) => `${credits} left at the end, still usable`,
    worth: (money: string) => `worth ${money}`,
    wereFree: 'nothing was paid for them',
    usableUntil: (date: string, all: boolean) =>
      all ? `usable until ${date}` : `the first usable until ${date}`,
    perCredit: (name: string, price: string) => `In all, each ${name} used costs ${price}.`,
    bar: 'Cheapest',
    winner,
    see: 'See the answer',
    staleShort: (what: string) => `${what} (for the last valid input)`,
    more: 'More about this answer',
    jump: { working: 'Working', others: 'Other ways', months: 'Month by month', expiry: 'Expiry' },
    announce: (what: string, money: string, expiry: string) => `Cheapest: ${what}, ${money}. ${expiry}`,
    announceFound: (what: string, money: string, proof: string, expiry: string) =>
      `Best way found: ${what}, ${money}. ${proof}. ${expiry}`,
    announceChecking: (what: string, money: string) =>
      `So far: ${what}, ${money}. Checking whether anything is cheaper.`,
    announceExpiry: (credits: string | null) =>
      credits === null ? 'Nothing expires unused.' : `${credits} expire unused.`,
    announceFault: (words: string) => `Please check your entries. ${words}`,
  },
  none: {
    noPrices: 'This price book has no prices, so only the credits are counted.',
    title: 'This cannot be bought',
    short: (credits: string) => `You need ${credits} a month`,
    nothing_sells_enough: (date: string, credits: string) =>
      `From ${date} on, ${credits} cannot be covered: nothing in the price book sells them.`,
    feature_needs_plan: (date: string) =>
      `From ${date} on, you need something that no plan on sale includes.`,
    ranOutTitle: 'No answer within the search limit',
    ranOut: (nodes: string) =>
      `The search stopped after ${nodes} steps without a complete purchase plan. Try fewer months.`,
  },
  purchase: {
    name: (kind: ChargeKind, name: string, termMonths: number | null) =>
      kind === 'plan' || kind === 'add_on'
        ? term(name, termMonths)
        : kind === 'overage'
          ? `${name} overage`
          : name,
    term,
    of: (name: string, credits: string) => `${name} (${credits})`,
    more: (count: number) => `+ ${count} more`,
    times: (name: string, count: number) => (count === 1 ? name : `${name} ×\u00a0${count}`),
    when: (months: readonly string[]) => months.join(', '),
    charged: (months: number) => `charged in ${counted(months, 'month', 'months')}`,
    fee: (fees: readonly string[], once: boolean) =>
      fees.length === 1
        ? `including a fee of ${fees.join('')}${once ? '' : ' each time'}`
        : `including fees of ${fees.join(' to ')}`,
    automatic: (name: string) => `${name}, bought automatically`,
    joined: (names: readonly string[]) => names.join(' + '),
    free: 'free',
  },
  events,
  rules: {
    title: 'How this price book works',
    about: 'Every rule of it in plain words, read from the price book itself.',
    loading: 'Reading the price book…',
    notLoaded: 'The rules could not be read. Open this part again to try once more.',
  },
  working: {
    title: 'How the credits are worked out',
    total: 'Total',
    show: 'Step by step',
    steps: (name: string, credits: string | null) => (credits === null ? name : `${name}, ${credits}`),
    charged: (uses: string, one: boolean) =>
      one ? `${uses} use is charged in the first month` : `${uses} uses are charged in the first month`,
  },
  months: {
    title: 'Month by month',
    about: 'What to buy when, and what becomes of the credits.',
    aboutBuy: 'What to buy when.',
    aboutCredits: (plural: string) => `What becomes of the ${plural}.`,
    month: 'Month',
    buy: 'Buy',
    granted: 'Received',
    used: 'Used',
    repaid: 'Paid back',
    lost: 'Expired',
    charged: 'Charged beyond',
    carried: 'Used on credit',
    slow: 'Slow or free',
    blocked: 'Not covered',
    balance: 'Left at month end',
    paid: 'Paid',
    closing: 'When the period ends',
    total: 'Total',
  },
  expiry: {
    title: 'What expires, and what is left',
    none: 'Nothing expires unused.',
    from: 'From',
    fromOn: (name: string, date: string) => (name === '' ? 'Credits you have' : `${name}, received ${date}`),
    gone: (date: string, cause: LossCause) => `last usable ${date}; ${CAUSES[cause]}`,
    usable: (date: string | null) => (date === null ? 'never expires' : `last usable ${date}`),
    credits: 'Credits',
    value: 'Worth',
    total: 'Total',
    showAll: (count: number) => `Show all ${count}`,
    lossesCaption: 'Credits that expire unused',
    leftCaption: 'Credits left at the end of the period',
  },
  others: {
    title: 'Other ways, and why they lose',
    dearer,
    none: 'There is no other way to buy in this price book.',
    tie: 'Another way costs the same. This one wins by fewer expired credits, then fewer purchases, then the order of the price book.',
    bound: (money: string) =>
      `No way can cost less than ${money}. The search stopped before it could prove more.`,
    gaps: (what: readonly string[]) => `Not tried in every amount and month: ${list.format(what)}.`,
  },
  baselines: {
    title: 'Compared with buying one way only',
    way: 'Only',
    cost: 'Costs',
    saving: 'You save',
    name: (kind: BaselineKind, name: string) =>
      ({
        offer_alone: name,
        pay_as_you_go: 'Pay as you go',
        automatic: `${name}, with what it buys by itself`,
      })[kind],
    less: (money: string) => `${money} less: it buys inside the month`,
    cannot: 'cannot cover it alone',
    same: 'costs the same',
    saved: (money: string, percent: string) => `${money} (${percent})`,
  },
  chart: {
    title: 'Credit balance day by day',
    titleOf: (plural: string) => `${plural}, day by day`,
    which: 'Credit type',
    none: 'No credits are bought ahead: everything is charged as it is used.',
    desc: (from: string, to: string, received: number, expired: number) =>
      `Area chart of the balance at the end of each day from ${from} to ${to}, with ${counted(received, 'receipt', 'receipts')} and ${counted(expired, 'expiry', 'expiries')}. The table below has the same numbers.`,
    balance: 'Balance',
    received: 'Received',
    expired: 'Expired',
    used: 'Used in the month',
    beyond: 'Charged beyond',
    slow: 'Slow or free',
    hint: 'Point at the chart to read a day.',
    readout: (date: string, credits: string) => `${date}: ${credits}`,
    dense: 'Credits come and go too often to mark each time: the table has them all.',
    table: 'The same as a table',
    date: 'Day',
    event: 'What happens',
    amount: 'Credits',
    after: 'Balance after it',
    grant: (name: string, until: string | null) => {
      const received = name === '' ? 'Credits you have' : `${name} received`;
      return until === null ? `${received}, never expires` : `${received}, usable until ${until}`;
    },
    loss: (name: string) => `${name === '' ? 'Credits you have' : name} expired`,
  },
  whatIf: {
    title: 'What if…',
    loading: 'Loading…',
    notLoaded: 'This part could not be loaded. Close it and open it again to retry.',
    parts: {
      amounts: {
        title: '…I use more or less?',
        about: 'The cost at other amounts, and where another way of buying wins.',
      },
      budget: { title: '…I have a fixed budget?', about: 'How much usage it covers, and how to buy it.' },
      ranges: {
        title: '…it comes out differently?',
        about: 'Low, typical and high usage, and the choice of today you would regret least.',
      },
      sizes: {
        title: '…I take another size or term?',
        about: 'Bigger or smaller packs, buying now or later, by the month or by the year.',
      },
      expiry: {
        title: '…credits lived longer?',
        about: 'The same usage under other expiry and rollover rules.',
      },
    },
  },
  about: {
    title: 'About these prices',
    asOf: (name: string, date: string, taxIncluded: boolean) =>
      `${name}: prices as of ${date}, ${tax(taxIncluded)}.`,
    version: (version: string) => `Version: ${version}.`,
    worth: (credit: string, money: string) => `1 ${credit} stands for ${money}.`,
    credits: 'What a credit is worth',
    currencies: (codes: readonly string[]) => `It can be paid in ${or.format(codes)}.`,
    sources: 'Sources',
    notes: 'What this calculator does not compute',
    kinds: {
      plan: 'plan',
      pack: 'pack',
      top_up: 'top-up',
      pay_as_you_go: 'pay as you go',
      add_on: 'add-on',
      gift: 'free credits',
    } satisfies Record<OfferKind, string>,
    rules: 'How it counts',
    ruleList: [
      'A purchase counts in the month it is paid for, in full.',
      'Purchases are made at the start of a month; use is spread evenly over its days.',
      'Credits are used in the order the vendor says, usually those first that expire soonest; pay as you go and overage only when no usable credit is left.',
      'Of equally cheap ways the one with the fewest expired credits wins, then the one with the fewest purchases, then the order of the price book.',
    ],
  },
};

export type Messages = typeof m;
