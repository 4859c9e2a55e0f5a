import type { FirstPurchase } from '../../engine/types.ts';
import type { Formats } from '../../format.ts';
import { w } from '../../messages/what-if.ts';
import { m } from '../../messages/page.ts';

/** `Pro, monthly + 1,000 credits × 2`, what is free apart; nothing as such. */
export function choiceName(purchases: readonly FirstPurchase[], formats: Formats): string {
  const paid = purchases.filter(({ kind }) => kind !== 'gift');
  if (paid.length === 0) return w.ranges.nothing;
  return w.ranges.names(
    paid.map(({ name, term_months, quantity, credits }) => {
      const termed = m.purchase.term(name, term_months);
      const sized = credits === null ? termed : m.purchase.of(termed, formats.round(credits));
      return w.ranges.copies(sized, quantity);
    }),
  );
}
