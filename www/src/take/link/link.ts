/**
 * A calculation as the fragment of an address: `#v1.` and the packed state, then, for a price book that has no place on
 * the page's host, a point and the packed book. The state is sealed lines: what is pinned, the settings, then a line for
 * each line of usage.
 */
import type { Draft, LineDraft } from '../../draft.ts';
import type { BookView } from '../../engine/types.ts';
import { flag, id, items, orNull, text, textOf, type Misfit } from '../check.ts';
import { fingerprint } from '../fingerprint.ts';
import { fromLetters, pack, toLetters, unpack } from './bytes.ts';
import { sealed, unsealed } from './sealed.ts';
import { hasUnknown, longLine, longSettings, shortLines, shortSettings } from './short.ts';

const VERSION = 'v1';
const LINK = /^#?v(\d{1,4})\./u;
/** A link that is longer is cut or refused by programs it is sent through. */
export const LONGEST_WRITTEN = 16_000;
const LONGEST_READ = 100_000;
const LONGEST_STATE = 200_000;
const LONGEST_BOOK = 1_000_000;
const MOST_LINES = 500;

/** Which price book a calculation was made with. */
export type Pin = {
  /** its name among the page's own, without `.json`; null: it is not one of them */
  readonly id: string | null;
  readonly name: string;
  readonly version: string | null;
  readonly asOf: string;
  /** null where the browser could not compute it */
  readonly hash: string | null;
};

/** What the calculation came to when the link was made. */
export type Shown = { readonly cost: string; readonly proved: boolean; readonly currency: string };

export type Shared = {
  readonly pin: Pin;
  /** the day it was made */
  readonly made: string;
  readonly shown: Shown | null;
  readonly draft: Draft;
  /** the price book itself, where it travels along */
  readonly bookText: string | null;
};

/** What of a link did not come through. */
export type Lost = {
  readonly settings: boolean;
  /** settings that a later version of the page has and this one has not */
  readonly unknown: boolean;
  /** lines of usage, and of how many */
  readonly lines: number;
  readonly of: number;
  readonly book: boolean;
};

/** Why nothing of a link is used: a later page made it, no page made it, it is too long, or too damaged. */
export type Refusal = 'newer' | 'forged' | 'too_long' | 'unreadable';

export type Read =
  | { readonly kind: 'read'; readonly shared: Shared; readonly lost: Lost }
  | { readonly kind: 'refused'; readonly why: Refusal };

/** Whether the fragment of an address is meant to be a calculation. */
export function isLink(fragment: string): boolean {
  return LINK.test(fragment);
}

/** The fragment; without the price book when it makes the link too long. */
export async function written(
  shared: Shared,
  book: Pick<BookView, 'features'>,
): Promise<{ fragment: string; bookLeftOut: boolean }> {
  const { pin, made, shown, draft, bookText } = shared;
  const lines = shortLines(book, draft).slice(0, MOST_LINES);
  const head = [
    lines.length,
    ...[pin.id, pin.name, pin.version, pin.asOf, pin.hash, made],
    ...(shown === null ? [] : [shown.cost, shown.proved, shown.currency]),
  ];
  const state = toLetters(await pack(sealed([head, shortSettings(draft), ...lines])));
  const fragment = `#${VERSION}.${state}`;
  if (bookText === null) return { fragment, bookLeftOut: false };
  const whole = `${fragment}.${toLetters(await pack(bookText))}`;
  return whole.length > LONGEST_WRITTEN
    ? { fragment, bookLeftOut: true }
    : { fragment: whole, bookLeftOut: false };
}

/** Reads a fragment; `today` is the start where the link's own is lost. */
export async function read(fragment: string, today: string): Promise<Read> {
  if (fragment.length > LONGEST_READ) return refused('too_long');
  const version = LINK.exec(fragment)?.[1];
  if (version === undefined) return refused('unreadable');
  if (`v${version}` !== VERSION) return refused('newer');
  const [state = '', book = null] = fragment.slice(fragment.indexOf('.') + 1).split('.');
  const unpacked = await unpack(fromLetters(state), LONGEST_STATE);
  if (unpacked.tooLong) return refused('too_long');
  return assembled(unsealed(unpacked.text), book, today);
}

async function assembled(all: readonly unknown[], book: string | null, today: string): Promise<Read> {
  const [head, settings, ...lines] = all;
  if (head === undefined) return refused('unreadable');
  const misfits: Misfit[] = [];
  const pinned = headOf(head, misfits);
  const read = lines.slice(0, pinned?.count ?? 0).flatMap((line, at) => {
    const long = line === undefined ? undefined : longLine(line, at, misfits);
    return long === undefined ? [] : [long];
  });
  const draft: Draft = {
    ...longSettings(settings ?? {}, today, misfits),
    lines: keyed(read),
  };
  // A whole line is as it was written, and this page writes none that does not fit.
  if (misfits.length > 0 || pinned === undefined) return refused('forged');
  const text = book === null ? null : await bookOf(book, pinned.pin.hash);
  if (text === 'too_long') return refused('too_long');
  const lost: Lost = {
    settings: settings === undefined,
    unknown: hasUnknown(settings),
    lines: pinned.count - read.length,
    of: pinned.count,
    book: text === 'damaged',
  };
  const bookText = text === null || text === 'damaged' ? null : text.text;
  const { pin, made, shown } = pinned;
  return { kind: 'read', shared: { pin, made, shown, draft, bookText }, lost };
}

function headOf(
  head: unknown,
  misfits: Misfit[],
): (Omit<Shared, 'draft' | 'bookText'> & { count: number }) | undefined {
  const [count, bookId, name, version, asOf, hash, made, ...shown] = items(head);
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0 || count > MOST_LINES)
    return undefined;
  const pin = {
    id: orNull(id)(bookId, 'head', misfits) ?? null,
    name: text(name, 'head', misfits) ?? '',
    version: orNull(text)(version, 'head', misfits) ?? null,
    asOf: text(asOf, 'head', misfits) ?? '',
    hash: orNull(textOf(22))(hash, 'head', misfits) ?? null,
  };
  return { count, pin, made: text(made, 'head', misfits) ?? '', shown: shownOf(shown, misfits) };
}

function shownOf([cost, proved, currency]: readonly unknown[], misfits: Misfit[]): Shown | null {
  if (cost === undefined) return null;
  const read = {
    cost: matching(/^\d{1,28}(?:\.\d{1,28})?$/u, cost, misfits),
    proved: flag(proved, 'head', misfits),
    currency: matching(/^[A-Z]{3}$/u, currency, misfits),
  };
  return Object.values(read).includes(undefined) ? null : (read as Shown);
}

function matching(pattern: RegExp, value: unknown, misfits: Misfit[]): string | undefined {
  if (typeof value === 'string' && pattern.test(value)) return value;
  misfits.push({ path: 'head', wanted: 'text' });
  return undefined;
}

/** A price book that does not have the fingerprint it should have was damaged on the way. */
async function bookOf(
  letters: string,
  hash: string | null,
): Promise<{ text: string } | 'damaged' | 'too_long'> {
  const { text: whole, broken, tooLong } = await unpack(fromLetters(letters), LONGEST_BOOK);
  if (tooLong) return 'too_long';
  const found = await fingerprint(whole);
  const isWhole = !broken && (hash === null || found === null || found === hash);
  return isWhole ? { text: whole } : 'damaged';
}

/** Lines get keys as the form gives them: the feature and a number. */
function keyed(lines: readonly Omit<LineDraft, 'key'>[]): LineDraft[] {
  return lines.map((line, at) => {
    const before = lines.slice(0, at).filter(({ feature }) => feature === line.feature).length;
    return { key: `${line.feature}-${before}`, ...line };
  });
}

function refused(why: Refusal): Read {
  return { kind: 'refused', why };
}
