/** What the columns differ by, exactly. */
import { absolute, compare, isBelowZero, minus, percentOf } from '../decimal.ts';
import { isNone } from '../format.ts';
import type { Answer } from './column.ts';

/** How much more one costs than another; `percent` is null where that costs nothing. */
export type Difference = {
  readonly way: 'more' | 'less' | 'same';
  readonly amount: string;
  readonly percent: string | null;
};

/** What makes two costs unlike. */
export type Unlike = 'currency' | 'period' | 'tax';

/** Why two costs are not subtracted; null where they are. */
export function unlike(one: Answer, other: Answer): Unlike | null {
  if (one.quote.book.currency !== other.quote.book.currency) return 'currency';
  if (one.quote.months.length !== other.quote.months.length) return 'period';
  return one.quote.book.tax_included === other.quote.book.tax_included ? null : 'tax';
}

export function difference({ found: { cost } }: Answer, { found: { cost: first } }: Answer): Difference {
  const signed = minus(cost, first);
  const amount = absolute(signed);
  const percent = first === '0' ? null : percentOf(amount, first);
  if (amount === '0') return { way: 'same', amount, percent };
  return { way: isBelowZero(signed) ? 'less' : 'more', amount, percent };
}

export type Cheapest = {
  readonly columns: readonly Answer[];
  /** whether no better way to buy of another column could undercut it */
  readonly isCertain: boolean;
  /** whether all columns with a cost take part */
  readonly isOfAll: boolean;
};

/** Of those that cover all their use and are like the first; null where there are not two. */
export function cheapest(first: Answer, all: readonly Answer[]): Cheapest | null {
  const alike = all.filter(
    (each) =>
      each.isWhole && isNone(each.found.blocked) && isNone(each.found.owed) && unlike(each, first) === null,
  );
  const [lowest] = alike.map(({ found }) => found.cost).sort(compare);
  if (lowest === undefined || alike.length < 2) return null;
  const columns = alike.filter(({ found }) => found.cost === lowest);
  const isCertain = alike.every(
    ({ found }) =>
      found.cost === lowest || compare(found.proved ? found.cost : found.lower_bound, lowest) >= 0,
  );
  return { columns, isCertain, isOfAll: alike.length === all.length };
}
