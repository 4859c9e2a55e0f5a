/** Sentences of the answer that more than one place needs. */
import { compare } from '../decimal.ts';
import type { Baseline, Bought, Found, InvoiceLine, Quote, Range } from '../engine/types.ts';
import { isNone, type Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { isCharge, purchases } from '../purchases.ts';
import type { Varied } from '../varied.ts';

/** A cost farther than this from the best possible, in percent, is no boast. */
const NEAR = '10';
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
  const anyAmount = (isCharge(line.kind) || line.kind === 'top_up') && !isNone(line.credits);
  const name = anyAmount ? m.purchase.of(lineName(line), formats.credits(line.credits)) : boughtName(line);
  return line.automatic ? m.purchase.automatic(name) : name;
}

/** `Pro, yearly + 1,000 credits × 3`, without what is free */
export function mix(all: readonly Bought[]): string {
  return m.purchase.joined(all.filter(({ kind }) => kind !== 'gift').map(boughtName));
}

/** What a headline names of what to buy, and how many parts it leaves to the list below it. */
export function partsToBuy(found: Found): { named: string[]; more: number } {
  const paid = purchases(found).filter(({ kind }) => kind !== 'gift');
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
export function announcement(found: Found, isChecking: boolean, formats: Formats): string {
  const { expired_credits } = found.expiry;
  const [what, money] = [whatToBuy(found), formats.money(found.cost)];
  if (isChecking) return m.answer.announceChecking(what, money);
  const expired = m.answer.announceExpiry(isNone(expired_credits) ? null : formats.credits(expired_credits));
  if (found.proved) return m.answer.announce(what, money, expired);
  return m.answer.announceFound(what, money, proof(found, formats), expired);
}

/** What is known of a cost. */
export function proof({ proved, gap_percent }: Found, formats: Formats): string {
  if (proved) return m.answer.proved;
  const near = compare(gap_percent, NEAR) <= 0;
  return near ? m.answer.within(formats.percent(gap_percent)) : m.answer.notProved;
}

/** Why this way to buy is the best, in one sentence. */
export function winnerWords({ credits_total }: Quote, found: Found, formats: Formats): string {
  const { cost, expiry, alternatives } = found;
  const [next] = alternatives;
  return m.answer.winner(
    {
      covers: formats.credits(credits_total),
      money: formats.money(cost),
      expired: isNone(expiry.expired_credits) ? null : formats.credits(expiry.expired_credits),
      next: next === undefined ? null : { ...next, name: mix(next.offers) },
    },
    formats,
  );
}

/** What a saving is measured against. */
export function baselineName({
  kind,
  name,
  term_months,
}: Pick<Baseline, 'kind' | 'name' | 'term_months'>): string {
  return m.baselines.name(kind, m.purchase.term(name, term_months));
}

/** What the lowest and the highest of inputs nobody knows come to. */
export function rangeWords({ low, high }: Range, inputs: readonly Varied[], formats: Formats): string {
  const words = inputs
    .slice(0, MOST_PARTS)
    .map(({ feature, input, unit, range }) =>
      m.answer.range.why(feature, input, formats.number(range.low), formats.number(range.high), unit),
    );
  const more = inputs.length - words.length;
  const why = m.list(more === 0 ? words : [...words, m.answer.range.others(more)]);
  if (low.cost !== null && low.cost === high.cost) return m.answer.range.same(why);
  if (low.cost !== null && high.cost !== null) {
    return m.answer.range.both(formats.money(low.cost), formats.money(high.cost), why);
  }
  if (low.cost !== null) return m.answer.range.lowOnly(formats.money(low.cost), why);
  return high.cost === null
    ? m.answer.range.neither(why)
    : m.answer.range.highOnly(formats.money(high.cost), why);
}

/** What is needed of one credit type. */
export type Need = { readonly monthly: string; readonly about: readonly string[] };

/** What is needed of each credit type, those of which nothing is left out. */
export function needs(quote: Quote, formats: Formats): Need[] {
  const { credits_monthly_average: monthly, credits_total: totals, range } = quote;
  const all = formats.types.map((type, at): Need => {
    const lowest = range?.low.credits[at] ?? '0';
    const highest = range?.high.credits[at] ?? '0';
    const total = m.answer.needTotal(type.round(totals[at] ?? '0'));
    const between = m.answer.needRange(formats.round(lowest), type.round(highest));
    return {
      monthly: m.answer.needMonthly(type.about(monthly[at] ?? '0')),
      about: range === null || lowest === highest ? [total] : [total, between],
    };
  });
  const used = all.filter((_, at) => (totals[at] ?? '0') !== '0' || (range?.high.credits[at] ?? '0') !== '0');
  return used.length === 0 ? all.slice(0, 1) : used;
}
