/** A link that was opened: what to say of it, once its price book has answered. */
import { compare, minus } from '../decimal.ts';
import type { BookView, Quote } from '../engine/types.ts';
import { formatsOf } from '../format.ts';
import { m } from '../messages/page.ts';
import type { Lost, Shared, Shown } from './link/link.ts';

const words = () => m.take.link;

/** What is lost of the link itself. */
export function lostWords({ pin }: Shared, lost: Lost): string[] {
  return [
    ...(lost.settings ? [words().lostSettings] : []),
    ...(lost.unknown ? [words().lostUnknown] : []),
    ...(lost.lines > 0 ? [words().lostLines(lost.lines, lost.of)] : []),
    ...(lost.book ? [words().lostBook, words().bookMissing(pin.name)] : []),
  ];
}

/** Features that were used and are in the price book no more. */
export function goneWords({ draft }: Shared, { features }: BookView): string[] {
  const gone = draft.lines
    .map(({ feature }) => feature)
    .filter((id) => !features.some((each) => each.id === id));
  return gone.length === 0 ? [] : [words().featuresGone([...new Set(gone)])];
}

/** What it came to then, where not all of it is here to be compared. */
export function thenWords({ shown }: Shared, book: BookView): string[] {
  return shown === null ? [] : [words().costWhole(money(book, shown)(shown.cost))];
}

/** Whether the price book is another than the link was made with, and what that does to the money. */
export function comparison(shared: Shared, book: BookView, hash: string | null, quote: Quote): string[] {
  const { pin, shown } = shared;
  const isChanged = pin.hash === null || hash === null ? !sameEdition(shared, book) : pin.hash !== hash;
  const now = shownOf(quote);
  if (shown === null) return isChanged ? [editions(shared, book)] : [];
  const isSame = now !== null && now.currency === shown.currency && now.cost === shown.cost;
  if (isSame) {
    const cost = words().sameCost(money(book, now)(now.cost));
    return isChanged ? [editions(shared, book), cost] : [];
  }
  return [isChanged ? editions(shared, book) : words().engineChanged, costs(book, shown, now)];
}

/** What a quote came to, as a link carries it. */
export function shownOf({ answer, book }: Quote): Shown | null {
  if (!('found' in answer)) return null;
  return { cost: answer.found.cost, proved: answer.found.proved, currency: book.currency };
}

function sameEdition({ pin }: Shared, { version, as_of }: BookView): boolean {
  return pin.version === version && pin.asOf === as_of;
}

function editions(shared: Shared, book: BookView): string {
  if (sameEdition(shared, book)) return words().changedSame;
  const { date } = formatsOf(book, book.currency);
  const { version, asOf } = shared.pin;
  return words().changed(
    words().edition(version, date(asOf)),
    words().edition(book.version, date(book.as_of)),
  );
}

function money(book: BookView, { currency }: Shown): (decimal: string) => string {
  return formatsOf(book, currency).money;
}

function costs(book: BookView, then: Shown, now: Shown | null): string {
  const before = money(book, then)(then.cost);
  if (now === null) return words().costThen(before);
  const format = money(book, now);
  const both = words().cost(before, then.proved, format(now.cost), now.proved);
  if (then.currency !== now.currency) return `${both}.`;
  const isDearer = compare(now.cost, then.cost) > 0;
  return isDearer
    ? both + words().dearer(format(minus(now.cost, then.cost)))
    : both + words().cheaper(format(minus(then.cost, now.cost)));
}
