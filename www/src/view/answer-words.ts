/** Sentences of the answer that more than one place needs. */
import type { Bought, Found, InvoiceLine } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/en.ts';
import { isCharge, purchases } from '../purchases.ts';

/** So many parts a headline names; the list below it names all. */
const MOST_PARTS = 3;

/** `Pro, yearly` */
function lineName({ kind, name, term_months }: Pick<InvoiceLine, 'kind' | 'name' | 'term_months'>): string {
  return m.purchase.name(kind, name, term_months);
}

/** `Pro, monthly × 12`; what comes in any amount is not counted */
export function boughtName(bought: Pick<Bought, 'kind' | 'name' | 'term_months' | 'quantity'>): string {
  const anyAmount = isCharge(bought.kind) || bought.kind === 'top_up';
  return anyAmount ? lineName(bought) : m.purchase.times(lineName(bought), bought.quantity);
}

/** One payment; with its credits where they differ from time to time: `Refill (300 credits)`. */
export function paymentName(line: InvoiceLine, formats: Formats): string {
  const anyAmount = isCharge(line.kind) || line.kind === 'top_up';
  return anyAmount ? m.purchase.of(lineName(line), formats.roundCredits(line.credits)) : boughtName(line);
}

/** `Pro, yearly + 1,000 credits × 3`, without what is free */
export function mix(all: readonly Bought[]): string {
  return m.purchase.joined(all.filter(({ kind }) => kind !== 'welcome').map(boughtName));
}

/** What a headline names of what to buy, and how many parts it leaves to the list below it. */
export function partsToBuy(found: Found): { named: string[]; more: number } {
  const paid = purchases(found).filter(({ kind }) => kind !== 'welcome');
  const named = paid.length > MOST_PARTS ? paid.slice(0, MOST_PARTS - 1) : paid;
  return { named: named.map(boughtName), more: paid.length - named.length };
}

/** What to buy in one line. */
export function whatToBuy(found: Found): string {
  const { named, more } = partsToBuy(found);
  if (named.length === 0) return m.answer.nothing;
  return more === 0 ? m.purchase.joined(named) : `${m.purchase.joined(named)} ${m.purchase.more(more)}`;
}

/** For a screen reader, once the typing has paused. */
export function announcement(found: Found, formats: Formats): string {
  const { expired_credits } = found.expiry;
  const expired = expired_credits === '0' ? null : formats.roundCredits(expired_credits);
  return m.answer.announce(whatToBuy(found), formats.money(found.cost), m.answer.announceExpiry(expired));
}
