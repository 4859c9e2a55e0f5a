/** What is said about other amounts, budgets, ranges, sizes and lifetimes, in English. Arguments arrive formatted. */
import type { Limit, Scenario, UsageLine } from '../../engine/types.ts';
import { EVERY, counted, list, term } from './words.ts';

/** Where the winner of a piece wins. */
export type Where = {
  readonly from: string | null;
  readonly to: string | null;
  readonly both: string;
  /** whether the ends are exact */
  readonly exact: boolean;
};

function where({ from, to, both, exact }: Where): string {
  const about = exact ? '' : 'about ';
  if (from === null && to === null) return 'whatever the amount, as far as was looked';
  if (from === null) return `up to ${about}${to ?? ''}`;
  return to === null ? `from ${about}${from} on` : `from ${about}${both}`;
}

export const w = {
  status: {
    working: 'Working it out…',
    workingOf: (done: number, all: number) => `Working it out… ${done} of ${all}`,
    updating: 'Updating to what you entered…',
    waiting: '…',
    done: 'Worked out.',
    failed: 'This could not be worked out because the calculator stopped. Change any value to try again.',
  },
  money: {
    dearer: (money: string) => `${money} more`,
    cheaper: (money: string) => `${money} less`,
    same: 'the same',
    withPercent: (words: string, percent: string) => `${words} (${percent})`,
    atMost: (money: string) => `at most ${money}`,
    total: (money: string, months: number) => `${money} for ${counted(months, 'month', 'months')}`,
  },
  axis: {
    all: 'All usage',
    choose: 'What changes',
    uses: ({ per, people }: UsageLine) =>
      `${people === undefined || people === '1' ? 'uses' : 'uses each'} ${EVERY[per]}`,
    credits: (plural: string) => `${plural} a month`,
    factor: 'times your usage',
    times: (factor: string) => (factor === '1' ? 'your usage' : `${factor} times your usage`),
    amount: (number: string, unit: string) => `${number} ${unit}`,
    range: (from: string, to: string) => `${from} to ${to}`,
    most: 'Up to',
    mostTimes: (times: string) => `${times} times your usage`,
  },
  winner: {
    plans: (names: readonly string[]) => names.join(' + '),
    plan: (name: string, months: number) => term(name, months),
    prepaid: 'Credits bought ahead, without a plan',
    pay_as_you_go: 'Paying as you go',
    nothing: 'Nothing to buy',
    uncovered: 'Cannot be bought',
    not_found: 'No answer within the search limit',
  },
  amounts: {
    title: 'Cost at other amounts',
    desc: (from: string, to: string) =>
      `Line chart of the least cost from ${from} to ${to}. The sentences and the table below say the same.`,
    best: 'Best way of buying',
    open: 'Not proved: the best may cost less, down to here',
    ways: 'Bought one way only',
    waysMore: (count: number) => counted(count, 'other way', 'other ways'),
    slider: 'Amount of usage',
    here: 'You are here',
    read: (amount: string) => `At ${amount}`,
    readHere: (amount: string) => `You are here: ${amount}`,
    pays: (money: string, months: number) => `${money} for ${counted(months, 'month', 'months')}`,
    spoken: (amount: string, money: string, way: string) => `${amount}: ${money}, ${way}`,
    spokenHere: (words: string) => `You are here. ${words}`,
    between: (low: string) => `not proved; nothing costs less than ${low}`,
    hint: 'Drag the marker, or use the arrow keys.',
    use: 'Use this amount',
    back: 'Back to my usage',
    exactly: 'Looking for the exact switch points…',
    winsTitle: 'Which way wins when',
    wins: (name: string, place: Where) => `${name} wins ${where(place)}.`,
    free: (place: Where) => `Nothing has to be paid for ${where(place)}.`,
    uncovered: (place: Where) => `Nothing on sale covers it ${where(place)}.`,
    notFound: (place: Where) => `No way was found within the search limit ${where(place)}.`,

    notExact:
      'What is said with “about”, or with a possible saving, could not be proved for every amount in between.',
    less: (money: string) => `– another way may be cheaper there, by ${money} at most`,
    mayFall: 'Here more usage may cost less, so nothing is proved between the amounts looked at.',
    singleTitle: 'If you buy one way only',
    all: (count: number) => `Show all ${count}`,
    table: 'The same as a table',
    cost: 'Best cost',
    what: 'What to buy',
    none: 'cannot be bought',
    unknown: 'not found',
  },
  budget: {
    amount: 'Budget',
    per: 'For',
    pers: { month: 'a month, on average', horizon: 'the whole period' },
    ask: 'Enter an amount of money.',
    covers: (money: string, amount: string, factor: string | null) =>
      factor === null
        ? `${money} covers ${amount}.`
        : `${money} covers ${amount}, ${factor} times your usage.`,
    coversSo: (money: string, amount: string) => `${money} covers at least ${amount}; looking further…`,
    aMonth: (money: string) => `${money} a month`,
    inMonths: (money: string, months: number) => `${money} in ${counted(months, 'month', 'months')}`,
    how: 'Buy',
    costs: 'It costs',
    left: 'Left over',
    nothingLeft: 'nothing',
    none: (money: string) => `${money} covers nothing: even the smallest purchase costs more.`,
    limits: {
      budget: '',
      offers: 'A larger budget would not buy more: nothing on sale covers more usage.',
      numbers: 'It covers as much usage as was looked for; more is not a matter of money.',
    } satisfies Record<Limit, string>,
    oneMore: (money: string) => `The next step up costs ${money}.`,
    notExact: (most: string | null) =>
      most === null
        ? 'Not proved to be the most: more may be covered.'
        : `Not proved to be the most: more may be covered, but surely no more than ${most}.`,
    monthly: 'A single month may cost more than the average.',
    uses: 'How often that is',
    feature: 'Feature',
    now: 'Now',
    then: 'Then',
    events: (times: string) => `× ${times}`,
    times: (times: string, line: UsageLine) => `${times} ${EVERY[line.per]}`,
    use: 'Use this amount',
  },
  ranges: {
    over: 'What may differ',
    overs: { percent: 'All usage', growth: 'Growth', inputs: 'Unknown inputs' },
    percent: 'Less or more by',
    percentUnit: '%',
    low: 'Least growth',
    high: 'Most growth',
    growthUnit: '% a month',
    scenario: { low: 'Low', typical: 'Typical', high: 'High' } satisfies Record<Scenario, string>,
    factors: 'These are fixed factors, not probabilities.',
    choice: 'Take now',
    title: 'What to take now, and what it comes to',
    best: 'Best possible',
    worst: 'Most regret',
    nothing: 'Nothing yet',
    names: (names: readonly string[]) => names.join(' + '),
    copies: (name: string, count: number) => (count === 1 ? name : `${name} ×\u00a0${count}`),
    recommended: 'cheapest if usage is typical',
    steadiest: 'least regret',
    regret: (money: string) => `+${money}`,
    noRegret: 'best',
    waiting: '…',
    impossible: 'not enough',
    ranOut: 'not found',
    advice: (name: string, money: string) =>
      `Take ${name} now: whatever comes, you pay at most ${money} more than the best.`,
    adviceBest: (name: string) => `Take ${name} now: whatever comes, nothing else would have been cheaper.`,
    adviceNothing: (money: string) =>
      `Buy nothing in the first month: whatever comes, you pay at most ${money} more than the best.`,
    adviceNothingBest:
      'Buy nothing in the first month: whatever comes, nothing else would have been cheaper.',
    notProved: 'Not every cost is proved cheapest: regret marked “≤” may be smaller.',
    upTo: (money: string) => `≤ ${money}`,
    noSteady: 'No choice of today is enough in every case.',
    adapts: 'Everything after the first month adapts to the usage as it turns out.',
    more: (count: number) => counted(count, 'other choice', 'other choices'),
  },
  sizes: {
    sizeTitle: 'Bigger or smaller packs',
    bigger: (size: string, instead: string, words: string) => `${instead} instead of ${size}: ${words}.`,
    notBought: (words: string) => `${words}, since it is cheaper to go without either`,
    costsMore: (money: string, percent: string) => `${money} dearer (${percent})`,
    saves: (money: string, percent: string) => `${money} cheaper (${percent})`,
    same: 'costs the same',
    impossible: 'would not cover the usage',
    ranOut: 'no answer within the search limit',
    atMost: (words: string) => `at most ${words}`,
    expires: (credits: string) => `${credits} expire`,
    left: (credits: string) => `${credits} left at the end`,
    nothingWasted: 'nothing expires',
    none: 'The best way of buying takes no packs and no top-ups, so there is no other size to compare.',
    size: 'Instead of',
    instead: 'Take',
    cost: 'Costs',
    difference: 'Difference',
    lost: 'Expires',
    recommended: 'As recommended',
    timingTitle: 'Buy now or wait',
    atOnce: 'Everything in the first month',
    whenNeeded: 'Each pack only when the balance runs out',
    atOnceSays: (words: string) => `Buying everything in the first month ${words}.`,
    whenNeededSays: (words: string) => `Waiting until the balance runs out ${words}.`,
    would: {
      more: (money: string) => `would cost ${money} more`,
      less: (money: string) => `would cost ${money} less`,
      same: 'would cost the same',
      forbidden: 'is not allowed by the rules of the offers',
    },
    stops: (credits: string) => `leaves ${credits} of use uncovered`,
    spares: (count: number) => `spares ${counted(count, 'purchase', 'purchases')}`,
    and: (parts: readonly string[]) => list.format(parts),
    when: 'When',
    uncovered: 'Not covered',
    termTitle: 'By the month or by the year',
    pays: (name: string, months: number, lost: string | null) =>
      `${name}: the year pays if you stay ${counted(months, 'month', 'months')} or longer` +
      (lost === null ? '.' : `; leave earlier and you lose up to ${lost}.`),
    paysBetween: (name: string, from: number, until: number, lost: string | null) =>
      `${name}: the year pays if you stay ${from} to ${until} months` +
      (lost === null ? '.' : `; leave earlier and you lose up to ${lost}.`),
    never: (name: string, months: number) =>
      `${name}: the year does not pay within ${counted(months, 'month', 'months')}.`,
    notEnough: (name: string) => `${name} does not cover this usage, so there is nothing to compare.`,
    alone: (name: string, alone: boolean) => (alone ? `${name} alone` : `${name}, with what else is on sale`),
    stay: 'If you stay',
    months: (count: number) => counted(count, 'month', 'months'),
    byMonth: 'By the month',
    byYear: 'By the year',
    termTable: (name: string) => `${name}: every stay up to 24 months`,
    yearDifference: 'The year costs',
    notCovered: 'not enough',
    notAllowed: 'not allowed',
    noTerms: 'No plan is sold both by the month and by the year.',
  },
  lives: {
    title: 'The same usage under other lifetimes',
    rule: 'If credits lived',
    published: 'As published',
    asPublished: 'as published',
    bought: (months: number | null) =>
      months === null ? 'Bought credits: for ever' : `Bought credits: ${counted(months, 'month', 'months')}`,
    plans: (months: number | null) =>
      months === null
        ? 'Plan credits: as long as the plan is paid'
        : months === 0
          ? 'Plan credits: no rollover'
          : `Plan credits: rolled over ${counted(months, 'month', 'months')}`,
    cost: 'Cost',
    difference: 'Difference',
    expires: 'Expires unused',
    worth: (credits: string, money: string) => `${credits}, worth ${money}`,
    nothing: 'nothing',
    best: (rule: string, money: string) => `The rule that would help most: “${rule}”, ${money} less.`,
    noneHelps: 'No other lifetime would make this usage cheaper.',
    worst: (rule: string, money: string) => `The one that would cost most: “${rule}”, ${money} more.`,
    none: 'This price book sells no credits whose lifetime could be changed.',
    impossible: 'cannot be bought',
    ranOut: 'not found',
    notProved: 'Differences marked “≈” are between costs that are not both proved cheapest.',
    about: (money: string) => `≈ ${money}`,
  },
};

export type WhatIf = typeof w;
