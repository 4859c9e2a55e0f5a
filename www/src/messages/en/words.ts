/** Words and phrases that more than one message needs, in English. */
import { isNone, type Formats } from '../../format.ts';
import type { Frequency, LossCause, Reason, TieRule } from '../../engine/types.ts';
import { locale } from './locale.ts';

export { locale };

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

/** What makes a way worse than the best, as the part of a sentence that follows a colon. */
export function reason(why: Reason, f: Formats): string {
  if ('expires_unused' in why) {
    const { name, credit, credits, of, value, last_usable, days } = why.expires_unused;
    const all = f.credit(credit).exact(of);
    const from = name === null ? `the ${all} you have` : `${all} from ${name}`;
    const worth = value === '0' ? '' : `, worth ${f.money(value)},`;
    const when = days === 1 ? ` after ${f.date(last_usable)}` : `, the first after ${f.date(last_usable)}`;
    return `${f.number(credits)} of ${from}${worth} would expire unused${when}`;
  }
  if ('left_over' in why) {
    const { credits, value } = why.left_over;
    return `${f.credits(credits, 'exact')} worth ${f.money(value)} would be left over at the end`;
  }
  if ('term_beyond' in why) {
    const { name, months, value } = why.term_beyond;
    return `${f.money(value)} would pay for ${counted(months, 'month', 'months')} of ${name} after the period`;
  }
  if ('charged_beyond' in why) {
    const { name, credits, amount } = why.charged_beyond;
    return isNone(credits)
      ? `${name} would charge ${f.money(amount)} after use`
      : `${f.credits(credits, 'exact')} would be charged after use for ${f.money(amount)} (${name})`;
  }
  if ('dearer_per_credit' in why) {
    const { price, winner } = why.dearer_per_credit;
    return `each ${f.types[0]?.name ?? ''} bought would cost ${f.price(price)} instead of ${f.price(winner)}`;
  }
  if ('buys_more' in why) {
    const { credits, winner } = why.buys_more;
    return `it buys ${f.credits(credits, 'exact')} instead of ${f.credits(winner, 'exact')}`;
  }
  if ('pays_more' in why) {
    const { amount, winner } = why.pays_more;
    return `what is bought ahead costs ${f.money(amount)} instead of ${f.money(winner)}`;
  }
  const { by, count, winner } = why.same_cost;
  return SAME_COST[by](f.number(count), f.number(winner));
}

const SAME_COST: Record<TieRule, (count: string, winner: string) => string> = {
  expired: (count, winner) => `${count} credits would expire unused instead of ${winner}`,
  purchases: (count, winner) => `it takes ${count} purchases instead of ${winner}`,
  order: (count, winner) =>
    `the order of the price book decides: it buys offer number ${count}, the best one number ${winner}`,
};

/** How much dearer a way is than the best, and why, in one sentence. */
export function dearer({ difference, cost, percent, why }: Loss, f: Formats): string {
  if (difference === '0') return `Costs the same ${f.money(cost)}, but ${reason(why, f)}.`;
  const share = percent === '0' ? '' : ` (${f.percent(percent)})`;
  return `${f.money(difference)} dearer${share}: ${reason(why, f)}.`;
}

/** What a way loses by, in decimals. */
export type Loss = {
  readonly difference: string;
  readonly cost: string;
  readonly percent: string;
  readonly why: Reason;
};

/** Why the best way is the best, in one sentence; the next best way is missing where there is none. */
export function winner({ covers, money, expired, next }: Win, f: Formats): string {
  const expiry = expired === null ? 'nothing expires' : `${expired} expire unused`;
  const first = `Covers ${covers} for ${money}; ${expiry}`;
  if (next === null) return `${first}.`;
  const { name, difference, why } = next;
  if (difference === '0') return `${first}; ${name} costs the same, but ${reason(why, f)}.`;
  return `${first}; the next best, ${name}, is ${f.money(difference)} dearer: ${reason(why, f)}.`;
}

/** What the best way wins by, formatted, and the next best way. */
export type Win = {
  readonly covers: string;
  readonly money: string;
  readonly expired: string | null;
  readonly next: (Pick<Loss, 'difference' | 'why'> & { readonly name: string }) | null;
};
