/** The rules of a price book, read aloud in English. Arguments arrive formatted. */
import type {
  BurnBy,
  Cycle,
  FirstMonth,
  FormulaComparison,
  MonthEnd,
  RoundingMode,
} from '../../engine/types.ts';
import { list, locale, or, units } from './words.ts';

const ROUNDED: Record<RoundingMode, (to: string) => string> = {
  half_away: (to) => `rounded to the nearest ${to}`,
  half_even: (to) => `rounded to the nearest ${to} (a half to the even one)`,
  up: (to) => `rounded up to the next ${to}`,
  down: (to) => `rounded down to the next ${to}`,
  ceil: (to) => `rounded up to the next ${to}`,
  floor: (to) => `rounded down to the next ${to}`,
};

const step = (size: string) => (size === '1' ? 'whole number' : `multiple of ${size}`);
const whole = (size: string, credit: string) => (size === '1' ? `whole ${credit}` : size);
const window = (from: string | null, until: string | null) => {
  if (from === null) return `before ${until ?? ''}`;
  return until === null ? `from ${from} on` : `from ${from} on and before ${until}`;
};

export const rules = {
  parts: {
    counting: 'Counting credits',
    buying: 'Buying',
    expiry: 'Expiry and rollover',
    order: 'Which credits are used first',
    zero: 'When credits are used up',
    months: 'Months, rounding and tax',
  },
  search: 'Find a feature',
  found: (count: number) => (count === 1 ? '1 feature' : `${count} features`),
  ungrouped: 'Other features',
  asFormula: 'As a formula',
  named: (names: readonly string[]) => list.format(names),
  severalNames: (first: string, last: string, count: number) => `${first} to ${last} (${count} sizes)`,

  /** what one use costs; the arguments are phrases */
  costs: (what: string) => `One use costs ${what}.`,
  costsByMonth: (what: string) =>
    `A month costs ${what}. It is counted on the month’s total, not use by use.`,
  costsSum: 'One use costs the sum of:',
  costsProduct: 'One use costs these multiplied with each other:',
  costsProductByMonth:
    'A month costs these multiplied with each other, counted on its total, not use by use:',
  sumOf: 'the sum of:',
  productOf: 'these multiplied with each other:',
  costsSumByMonth: 'A month costs the sum of these, counted on its total, not use by use:',
  nothing: 'nothing',
  from: (date: string) => `From ${date} on:`,
  until: 'At first:',
  inType: (credit: string) => `In ${credit}:`,
  less: (what: string) => `less ${what}`,
  each: (unit: string) => `for each ${unit}`,
  eachOf: (unit: string, name: string) => `for each ${unit} (${name})`,
  eachStarted: (size: string, unit: string | null) =>
    unit === null
      ? `for each started ${size}`
      : size === '1'
        ? `for each started ${unit}`
        : `for each started ${size} ${units(unit)}`,
  eachStartedOf: (size: string, of: string) => `for each started ${size} of ${of}`,
  blocks: (size: string, of: string) => `the number of started blocks of ${size} in ${of}`,
  times: (what: string) => `times ${what}`,
  over: (what: string) => `divided by ${what}`,
  when: (condition: string) => `if ${condition}`,
  one: '1',
  input: (name: string) => `“${name}”`,
  plan: 'the plan',
  planHeading: 'Plan',
  noPlan: 'no plan',
  isWithoutPlan: 'there is no plan',
  isWithPlan: 'there is a plan',
  comma: (what: string) => `${what},`,
  minus: (what: string) => `minus ${what}`,
  plus: (parts: readonly string[]) => parts.join(' plus '),
  bracket: (what: string) => `(${what})`,
  lookup: (table: string, by: readonly string[]) =>
    `the number for ${list.format(by)} in the table “${table}”`,
  tiers: {
    graduated: (of: string, table: string) =>
      `the price of ${of} by the tiers “${table}”, each part at its own tier’s price`,
    volume: (of: string, table: string) =>
      `the price of ${of} by the tiers “${table}”, all of it at the price of the tier it falls into`,
  },
  feature: (name: string, given: readonly string[]) =>
    given.length === 0 ? `as much as “${name}”` : `as much as “${name}” with ${list.format(given)}`,
  givenSame: (name: string) => `the same “${name}”`,
  given: (name: string, value: string) => `“${name}” being ${value}`,
  otherwise: (then: string, condition: string, other: string) =>
    `${then} if ${condition}, otherwise ${other}`,
  smallest: (of: readonly string[]) => `the smallest of ${list.format(of)}`,
  largest: (of: readonly string[]) => `the largest of ${list.format(of)}`,
  atLeast: (what: string, low: string) => `${what}, but at least ${low}`,
  atMost: (what: string, high: string) => `${what}, but at most ${high}`,
  size: (what: string) => `the size of ${what} without its sign`,
  rounded: (what: string, mode: RoundingMode, size: string) => `${what} ${ROUNDED[mode](step(size))}`,
  isOn: (name: string) => `“${name}” is on`,
  isOff: (name: string) => `“${name}” is off`,
  not: (condition: string) => `not ${condition}`,
  and: (conditions: readonly string[]) => list.format(conditions),
  or: (conditions: readonly string[]) => or.format(conditions),
  compare: {
    less: (one, other) => `${one} is below ${other}`,
    at_most: (one, other) => `${one} is at most ${other}`,
    greater: (one, other) => `${one} is above ${other}`,
    at_least: (one, other) => `${one} is at least ${other}`,
    equal: (one, other) => `${one} is ${other}`,
    different: (one, other) => `${one} is not ${other}`,
  } satisfies Record<FormulaComparison, (one: string, other: string) => string>,

  roundingUse: (mode: RoundingMode, size: string, credit: string) =>
    `Each use is ${ROUNDED[mode](whole(size, credit))}.`,
  roundingMonth: (mode: RoundingMode, size: string, credit: string) =>
    `Not each use but the month’s sum is ${ROUNDED[mode](whole(size, credit))}.`,
  range: (name: string, low: string | null, high: string | null, unit: string | null) => {
    const of = unit === null ? '' : ` ${units(unit)}`;
    if (low === null) return `“${name}” is at most ${high ?? ''}${of}.`;
    return high === null ? `“${name}” is at least ${low}${of}.` : `“${name}” is from ${low} to ${high}${of}.`;
  },
  dependsOnPlan: 'It depends on the plan.',
  example: (inputs: readonly string[], cost: string, plan: string | null, byMonth: boolean) => {
    const on = plan === null ? '' : ` on ${plan}`;
    const given = inputs.length === 0 ? '' : ` (${inputs.join('; ')})`;
    return `Example: one use${byMonth ? ' in a month' : ''}${on}${given} costs ${cost}.`;
  },
  exampleInput: (name: string, value: string) => `${name} ${value}`,
  on: 'on',
  off: 'off',
  exampleWorking: (line: string) => `Worked out: ${line}`,

  table: {
    title: (name: string) => `Table “${name}”`,
    entry: 'Entry',
    value: 'Value',
    tiers: (name: string) => `Tiers “${name}”`,
    quantity: 'Quantity',
    unit: 'For each unit',
    block: (unit: string, size: string) => `${unit} for each started ${size}`,
    flat: 'Flat fee',
    most: 'At most',
    upTo: (end: string) => `up to ${end}`,
    below: (end: string) => `below ${end}`,
    rest: 'all above',
    flatAtZero: 'The flat fee is due for a quantity of 0 as well.',
  },

  offers: { title: 'What is on sale', name: 'Offer', price: 'Price', credits: 'Credits' },
  nothingOnSale: 'This price book sells nothing; it only counts.',
  price: (money: string) => money,
  priceTerm: (money: string, term: string) => `${money} ${term}`,
  terms: (months: number) =>
    ({
      1: 'a month',
      3: 'a quarter',
      6: 'a half-year',
      12: 'a year',
      24: 'for two years',
      36: 'for three years',
    })[months] ?? `for ${months} months`,
  notSold: 'not sold in this currency',
  free: 'free',
  none: 'none',
  seatPrice: (money: string, seat: string) => `${money} for each ${seat}`,
  seat: (name: string, included: number, min: number, max: number | null) => {
    const parts = [
      ...(included > 0 ? [`${included} in the plan’s own price`] : []),
      ...(min > 0 ? [`at least ${min} paid for`] : []),
      ...(max === null ? [] : [`at most ${max}`]),
    ];
    return `${name}: ${list.format(parts)}.`;
  },
  blockPrice: (money: string, credits: string) => `${money} for each ${credits}`,
  topUpSizes: (low: string, high: string | null, block: string) =>
    high === null
      ? `Sold in steps of ${block}, from ${low} on.`
      : `Sold in steps of ${block}, from ${low} to ${high}.`,
  byTiers: {
    graduated: (quantity: string, table: string) =>
      `each part of the ${quantity} at its own tier’s price: ${table}`,
    volume: (quantity: string, table: string) =>
      `all of the ${quantity} at the price of the tier reached: ${table}`,
  },
  purchase: 'purchase',
  month: 'month’s credits',
  tier: (range: string, unit: string, flat: string | null) =>
    flat === null ? `${range}: ${unit}` : `${range}: ${unit} and ${flat}`,
  tierList: (tiers: readonly string[]) => tiers.join('; '),
  bonusFrom: (from: string, percent: string) => `From ${from} on, ${percent} more are given free.`,
  copies: (min: number, max: number | null) =>
    max === null
      ? `At least ${min} are bought at once.`
      : min > 1
        ? `${min} to ${max} can be bought at once.`
        : `At most ${max} can be bought at once.`,
  limit: (count: number) =>
    count === 1 ? 'A customer can buy it once.' : `A customer can buy it ${count} times.`,
  limitAddOn: (count: number) => `A customer can have ${count} of it at a time.`,
  limitMonth: (count: number) =>
    count === 1 ? 'It can be bought once a month.' : `It can be bought ${count} times a month.`,
  requires: (plans: readonly string[]) => `Only while ${or.format(plans)} is active.`,
  window: (from: string | null, until: string | null) => `On sale ${window(from, until)}.`,
  fee: (percent: string, least: string | null) =>
    least === null
      ? `A fee of ${percent} is added to the price.`
      : `A fee of ${percent}, at least ${least}, is added to the price.`,
  giftNew: 'Given to new customers on the first day.',
  giftAll: 'Given to every customer on the first day.',
  addOn: 'Bought beside a plan and renewed with each term.',
  planTerm:
    'One plan is active at a time; it is paid at the start of its term and changes when that has ended.',

  /** how many credits a grant gives, and when */
  gives: (credits: string, every: string, extras: readonly string[]) =>
    `${[credits, every].filter((part) => part !== '').join(' ')}${extras.length === 0 ? '' : ` (${extras.join(', ')})`}`,
  every: {
    once: 'once',
    purchase: '',
    term: 'at the start of each paid term',
    month: 'each month',
    week: (day: string | null) => (day === null ? 'each week' : `each ${day}`),
    day: 'each day',
  },
  weekday: (day: Date) =>
    new Intl.DateTimeFormat(locale.dates, { weekday: 'long', timeZone: 'UTC' }).format(day),
  refillTo: (level: string, all: boolean) =>
    all ? `filled up to ${level}, everything held counted` : `filled up to ${level}`,
  perSeat: (seat: string | null) => (seat === null ? 'for each seat' : `for each ${seat}`),
  private: 'each person’s own',
  bonus: 'as a bonus',
  onlyTerms: (terms: readonly string[]) => `if paid ${or.format(terms)}`,
  grantWindow: (from: string | null, until: string | null) => `only ${window(from, until)}`,
  cap: (credits: string, per: string, used: boolean) =>
    used ? `at most ${credits} used ${per}` : `at most ${credits} ${per}`,
  perWeek: 'a week',
  perMonth: 'a month',
  balanceAtMost: (credits: string) => `never above a balance of ${credits}`,

  /** what is granted, how long it lives, and what else is to be said of it */
  ofGrant: (what: string, lives: string) => `${what} ${lives}.`,
  credits: (plural: string) => plural.charAt(0).toUpperCase() + plural.slice(1),
  creditsEach: (plural: string, every: string) =>
    `${plural.charAt(0).toUpperCase()}${plural.slice(1)} ${every}`.trim(),
  anyCredits: (plural: string) => `${plural}, as many as bought`,
  lives: {
    never: 'never expire',
    active: 'stay as long as the plan is active',
    cycle: {
      once: 'end with the month in which they come',
      term: 'can be used until the day before the next term begins',
      month: 'can be used until the day before the plan’s next month begins',
      week: 'can be used until the day before the next weekly ones come',
      day: 'can be used on the day on which they come, and not longer',
    },
    term: 'can be used until the last day of the paid term',
    months: (months: number, usable: boolean) =>
      `can be used for ${months === 1 ? '1 month' : `${months} months`} (those of a 5th up to and including ${usable ? 'the 5th' : 'the 4th'})`,
    days: (days: number, usable: boolean) => {
      const span = days === 1 ? '1 day' : `${days} days`;
      return usable
        ? `can be used on the day on which they come and for ${span} after it`
        : `can be used for ${span}, the day on which they come included`;
    },
  },
  noRollover: 'Nothing rolls over.',
  rollover: {
    plain: 'What is unused rolls over.',
    atMost: (credits: string) =>
      `At most ${credits} roll over into the next month; the oldest beyond are lost.`,
    total: (credits: string) => `Rolled-over and new ones together are at most ${credits}.`,
    percent: (percent: string) => `Of what a month leaves unused ${percent} roll over.`,
    last: 'What rolled over is used after what is new.',
    first: 'What rolled over is used before what is new.',
    kept: 'They stay when the plan ends.',
    lost: 'They are lost when the plan ends.',
  },
  withoutPlan: {
    lostOwn: 'They are lost when the plan or add-on ends.',
    lost: (plans: readonly string[]) =>
      plans.length === 0
        ? 'They are lost when no plan is active.'
        : `They are lost without ${or.format(plans)}.`,
    frozen: (plans: readonly string[], goesOn: boolean) => {
      const without = plans.length === 0 ? 'a plan' : or.format(plans);
      return `Without ${without} they cannot be used${goesOn ? ', and their time goes on' : ''}.`;
    },
  },
  onlyFor: (features: readonly string[]) => `They pay for ${list.format(features)} only.`,
  grantsNothing: 'No credits expire: none are sold ahead.',

  order: {
    intro:
      'Whenever something is used, the credits are taken in this order; each line decides what the lines above leave open:',
    by: {
      priority: 'the order that the price book gives its credits (below)',
      expiry: 'what expires soonest first, what never expires last',
      free_first: 'free credits before paid ones',
      cheapest_first: 'what was paid least for first',
      dearest_first: 'what was paid most for first',
      largest_first: 'the largest grant first',
      oldest: 'the oldest first',
    } satisfies Record<BurnBy, string>,
    tied: 'What is still open: the oldest grant first, then the order in which they came.',
    priorities: 'The order that the price book gives its credits',
    none: 'All credits of this price book are of the same rank.',
    restricted: (name: string) => `${name} (for some features only)`,
    byDay:
      'A month’s use is spread evenly over its days. On each day credits whose end has come expire first; then new ones come; then the day’s use is taken.',
    types: (types: readonly string[]) => `One type never pays for another: ${list.format(types)}.`,
    chargedLast: 'Pay as you go and overage charge only what is left when every usable credit is spent.',
  },

  zero: {
    withoutPlan: 'Without a plan',
    stop: 'Use stops.',
    slow: 'It goes on for nothing in a slow or free mode. For whom that is not good enough:',
    carry: 'The balance goes below 0, and the next credits pay for it.',
    upgrade: (plan: string, atOnce: boolean) =>
      atOnce
        ? `The customer is moved to ${plan} at once.`
        : `The customer is moved to ${plan} with the next month, and until then use goes on for nothing.`,
    refill: (offer: string, at: string, inclusive: boolean) =>
      `Whenever the balance falls ${inclusive ? 'to' : 'below'} ${at}, the offer ${offer} is bought.`,
    sizeOne: 'Each time the smallest purchase is made.',
    sizeGap: 'Each time as much is bought as lifts the balance above that.',
    sizeTo: (level: string) => `Each time as much is bought as lifts the balance to ${level}.`,
    mostPerMonth: (count: number) =>
      count === 1 ? 'At most once a month.' : `At most ${count} times a month.`,
    amountPerMonth: (money: string) => `At most ${money} a month.`,
    payAsYouGo: (offers: string) => `What goes beyond the balance is charged after use, by ${offers}.`,
    planner: 'The cheapest way to buy leaves nothing to automatic purchases, upgrades and debts.',
  },
  charge: {
    perCredit: (money: string, credit: string) =>
      `${money} for each ${credit} beyond the balance, after use.`,
    perBlock: (money: string, credits: string) =>
      `${money} for each started ${credits} beyond the balance, after use.`,
    perPart: (money: string, credits: string) =>
      `${money} for each ${credits} beyond the balance, parts of them by their share, after use.`,
    tiers: (how: string) => `What goes beyond is charged after use, ${how}.`,
    discount: (percent: string) => `${percent} are taken off.`,
    maximum: (money: string) => `A month costs at most ${money}.`,
    minimum: (money: string) => `A month costs at least ${money}.`,
    commitment: (money: string, factor: string) =>
      `A month costs at least ${money}; what exceeds it is multiplied by ${factor}.`,
    limitCredits: (credits: string) => `Use stops at ${credits} a month beyond the balance.`,
    limitAmount: (money: string) => `Use stops before a month’s charges exceed ${money}.`,
    only: (features: readonly string[]) => `This is for ${list.format(features)} only.`,
  },

  months: {
    cycle: {
      purchase: 'A month begins on the day of the month on which the period begins.',
      calendar: 'A month is a calendar month.',
    } satisfies Record<Cycle, string>,
    end: {
      clamp: 'A month after the 31st of January is the last day of February, and after that the 31st again.',
      overflow: 'A month after the 31st of January is the 3rd of March, or the 2nd in a leap year.',
    } satisfies Record<MonthEnd, string>,
    first: {
      full: 'A short first month costs and grants as much as a whole one.',
      by_days: 'A short first month costs and grants its share by days.',
      by_seconds: 'A short first month costs and grants its share by seconds.',
    } satisfies Record<FirstMonth, string>,
    day: 'The smallest time is the day; hours and time zones change nothing.',
    usable:
      'Credits that live a number of days, weeks, months or years can still be used on the day of expiry.',
    unusable: 'Credits cannot be used any more on the day of expiry; the day before is the last.',
    step: (credit: string, size: string) => `The smallest part of a ${credit} that is counted is ${size}.`,
    money:
      'Money is rounded once for each line of an invoice, to the currency’s smallest unit, a half away from 0.',
    taxIncluded: 'Prices include tax.',
    taxExcluded: 'Prices exclude tax.',
  },
};

export type Rules = typeof rules;
