/** The last usable days of credits as a calendar file (RFC 5545): an all-day event for each grant that ends. */
import type { BookView, CreditLedger, Found, Quote, StatementEvent } from '../engine/types.ts';
import { formatsOf, type Formats } from '../format.ts';
import { dayAfter } from '../geometry.ts';
import { m } from '../messages/page.ts';
import { fingerprint } from './fingerprint.ts';

const words = () => m.take.calendar;

/** Octets of a line, without its end. */
const LONGEST_LINE = 75;

type Ending = StatementEvent & { readonly credit: string; readonly last_usable: string };

/** Grants that end. */
function endings({ credits }: Found['statement']): Ending[] {
  return credits.flatMap(({ credit, events }: CreditLedger) =>
    events.flatMap((event) =>
      event.kind === 'grant' && event.last_usable !== null
        ? [{ ...event, last_usable: event.last_usable, credit }]
        : [],
    ),
  );
}

/** What the plan makes of a grant by its last day. */
function fate(
  { offer, credit, date, last_usable }: Ending,
  { losses, left }: Found['expiry'],
  f: Formats,
): string {
  const isOf = (line: { offer: string; credit: string; granted: string; last_usable: string | null }) =>
    line.offer === offer &&
    line.credit === credit &&
    line.granted === date &&
    line.last_usable === last_usable;
  const lost = losses.find(isOf);
  const { round } = f.credit(credit);
  if (lost !== undefined)
    return words().unused(round(lost.credits), lost.value === '0' ? null : f.money(lost.value));
  const kept = left.find(isOf);
  return kept === undefined ? words().used : words().left(round(kept.credits));
}

/** `20261125T120000Z` */
function stamp(now: Date): string {
  return now.toISOString().replace(/[-:]|\.\d+/gu, '');
}

function date(iso: string): string {
  return iso.replaceAll('-', '');
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/gu, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/gu, '\\n');
}

/** Lines of at most 75 octets, never broken within a letter. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let length = 0;
  return Array.from(line)
    .map((letter) => {
      const octets = encoder.encode(letter).length;
      const breaks = length + octets > LONGEST_LINE;
      // The space that begins a further line counts.
      length = breaks ? 1 + octets : length + octets;
      return breaks ? `\r\n ${letter}` : letter;
    })
    .join('');
}

/** The same event in every file, so that importing a newer file updates it; of several alike, each has its number. */
async function uid(book: BookView, ending: Ending, all: readonly Ending[]): Promise<string> {
  const keyOf = ({ offer, credit, date: granted, last_usable }: Ending) =>
    JSON.stringify([book.name, offer, credit, granted, last_usable]);
  const key = keyOf(ending);
  const nth = all.slice(0, all.indexOf(ending)).filter((other) => keyOf(other) === key).length;
  const parts = nth === 0 ? key : `${key}${nth}`;
  return `${(await fingerprint(parts)) ?? encodeURIComponent(parts)}@credit-calculator`;
}

type Context = { quote: Quote; found: Found; book: BookView; now: Date; all: readonly Ending[] };

async function event(ending: Ending, { quote, found, book, now, all }: Context): Promise<string[]> {
  const f = formatsOf(book, quote.book.currency);
  const source = ending.name === '' ? words().had : ending.name;
  const about = words().about(book.name, f.date(book.as_of), f.date(now.toISOString().slice(0, 10)));
  const summary = words().summary(f.credit(ending.credit).exact(ending.credits), source);
  return [
    'BEGIN:VEVENT',
    `UID:${await uid(book, ending, all)}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART;VALUE=DATE:${date(ending.last_usable)}`,
    `DTEND;VALUE=DATE:${date(dayAfter(ending.last_usable, 1))}`,
    `SUMMARY:${escaped(summary)}`,
    `DESCRIPTION:${escaped(`${fate(ending, found.expiry, f)}\n${about}`)}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-P7D',
    `DESCRIPTION:${escaped(summary)}`,
    'END:VALARM',
    'END:VEVENT',
  ];
}

/** Null when no credits end on a day. `now` is when the file is made. */
export async function calendar(
  quote: Quote,
  found: Found,
  book: BookView,
  now: Date,
): Promise<string | null> {
  const all = endings(found.statement);
  if (all.length === 0) return null;
  const events = await Promise.all(all.map((ending) => event(ending, { quote, found, book, now, all })));
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//credit-calculator//last usable days//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escaped(words().name(book.name))}`,
    ...events.flat(),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}
