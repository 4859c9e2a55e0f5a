/** Words and phrases that more than one message needs, in English. */
import type { Formats } from '../format.ts';
import type { Frequency, LossCause, Reason, TieRule } from '../engine/types.ts';

export const locale = { numbers: 'en', dates: 'en-GB' } as const;

export const list = new Intl.ListFormat(locale.numbers, { style: 'long', type: 'conjunction' });
export const or = new Intl.ListFormat(locale.numbers, { style: 'long', type: 'disjunction' });
const counts = new Intl.PluralRules(locale.numbers);

export function counted(count: number, one: string, other: string): string {
  return `${count} ${counts.select(count) === 'one' ? one : other}`;
}

export function listed(words: readonly string[]): string {
  return list.format(words);
}

/** Units are written in the singular in a price book; short ones are symbols and stay as they are. */
export function units(unit: string): string {
  return unit.length <= 2 || unit.endsWith('s') ? unit : `${unit}s`;
}

export const EVERY: Record<Frequency, string> = {
  day: 'a day',
  week: 'a week',
  month: 'a month',
  year: 'a year',
};

export const CAUSES: Record<LossCause, string> = {
  expired: 'expired',
  cycle_end: 'not carried over',
  over_cap: 'more than may be carried over',
  lapsed: 'lost when the plan ended',
};

/** Stands for the offer of credits that nobody bought here. */
const BALANCE = 'credits you have';

const SAME_COST: Record<TieRule, string> = {
  expired: 'more credits would expire',
  purchases: 'it takes more purchases',
  order: 'it comes later in the price book',
};

const TERMS = new Map([
  [1, 'monthly'],
  [3, 'quarterly'],
  [6, 'half-yearly'],
  [12, 'yearly'],
  [24, 'every two years'],
  [36, 'every three years'],
]);

export function term(name: string, months: number | null): string {
  return months === null ? name : `${name}, ${TERMS.get(months) ?? `${months} months at a time`}`;
}

/** `5 to 60 steps` */
export function between(low: string, high: string, unit: string | null): string {
  return unit === null ? `${low} to ${high}` : `${low} to ${high} ${units(unit)}`;
}

export function tax(included: boolean): string {
  return included ? 'including tax' : 'excluding tax';
}

export function reason(why: Reason, f: Formats): string {
  if ('expires_unused' in why) {
    const { name, credit, credits, of, value, last_usable } = why.expires_unused;
    const from = name === null ? BALANCE : name;
    const worth = value === '0' ? '' : `, worth ${f.money(value)}`;
    return `${f.number(credits)} of ${f.credit(credit).exact(of)} (${from}) would expire unused${worth}; last usable day ${f.date(last_usable)}.`;
  }
  if ('left_over' in why) {
    const { credits, value } = why.left_over;
    return `${f.credits(credits, 'exact')} worth ${f.money(value)} would be left over at the end.`;
  }
  if ('term_beyond' in why) {
    const { name, months, value } = why.term_beyond;
    return `${counted(months, 'month', 'months')} of ${name} after the period would be paid for: ${f.money(value)}.`;
  }
  if ('charged_beyond' in why) {
    const { name, credits, amount } = why.charged_beyond;
    return `${f.credits(credits, 'exact')} would be charged on top (${name}): ${f.money(amount)}.`;
  }
  if ('dearer_per_credit' in why) {
    const { price, winner } = why.dearer_per_credit;
    return `Each credit bought would cost ${f.price(price)} instead of ${f.price(winner)}.`;
  }
  if ('buys_more' in why) {
    const { credits, winner } = why.buys_more;
    return `It buys ${f.credits(credits, 'exact')} instead of ${f.credits(winner, 'exact')}.`;
  }
  return `It costs the same, but ${SAME_COST[why.same_cost.by]}.`;
}
