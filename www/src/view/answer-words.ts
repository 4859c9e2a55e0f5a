/** Sentences of the answer that more than one place needs. */
import type { Found, InvoiceLine } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/en.ts';
import { isCharge, purchases, type Purchase } from '../purchases.ts';

/** `Pro, yearly` */
export function lineName(line: Pick<InvoiceLine, 'kind' | 'name' | 'term_months'>): string {
  return m.purchase.name(line.kind, line.name, line.term_months);
}

function nameOf({ kind, name, termMonths }: Purchase): string {
  return m.purchase.name(kind, name, termMonths);
}

/** `Pro, monthly × 12`; charges come as often as they come, so they are not counted */
export function purchaseName(purchase: Purchase): string {
  return isCharge(purchase.kind) ? nameOf(purchase) : m.purchase.times(nameOf(purchase), purchase.count);
}

/** What to buy in one line: `Pro, yearly + 1,000 credits × 3`. */
export function whatToBuy(found: Found): string {
  const all = purchases(found.invoice);
  const paid = all.filter(({ kind }) => kind !== 'welcome');
  return paid.length === 0 ? m.answer.nothing : m.purchase.joined(paid.map(purchaseName));
}

/** For a screen reader, once the typing has paused. */
export function announcement(found: Found, formats: Formats): string {
  const { expired_credits } = found.expiry;
  const expired = expired_credits === '0' ? null : formats.credits(expired_credits);
  return m.answer.announce(whatToBuy(found), formats.money(found.cost), m.answer.announceExpiry(expired));
}
