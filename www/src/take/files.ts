/** What can be downloaded of an answer. */
import type { Usage } from '../engine/types.ts';
import { m } from '../messages/page.ts';
import { calendar } from './calendar.ts';
import type { Desk, Laid } from './desk.ts';
import { fileName, type File } from './download.ts';
import { fingerprint } from './fingerprint.ts';
import { quoteTable, statementTable } from './tables.ts';
import { formatsOf } from '../format.ts';
import type { Quote } from '../engine/types.ts';

export const KINDS = ['quote', 'statement', 'calendar', 'json'] as const;
export type FileKind = (typeof KINDS)[number];

const TYPES: Record<FileKind, readonly [type: string, ending: string]> = {
  quote: ['text/csv;charset=utf-8', 'csv'],
  statement: ['text/csv;charset=utf-8', 'csv'],
  calendar: ['text/calendar;charset=utf-8', 'ics'],
  json: ['application/json', 'json'],
};

const words = () => m.take.download;

/** Quote and statement as the engine gave them, with what they are the answer to. */
async function everything({ view, text }: Laid, usage: Usage, quote: Quote, now: Date): Promise<string> {
  const { name, version, as_of } = view;
  const book = { name, version, as_of, hash: await fingerprint(text) };
  return `${JSON.stringify({ format: 'credit-quote/1', made: now.toISOString(), book, usage, quote }, null, 2)}\n`;
}

async function textOf(kind: FileKind, desk: Desk, now: Date): Promise<string | null> {
  const { book, quote, answered } = desk;
  if (book === null || quote === null || answered === null) return null;
  if (kind === 'json') return everything(book, answered, quote, now);
  if (kind === 'quote') return quoteTable(quote, book.view);
  if (!('found' in quote.answer)) return null;
  const { found } = quote.answer;
  if (kind === 'calendar') return calendar(quote, found, book.view, now);
  return statementTable(found, formatsOf(book.view, quote.book.currency));
}

/** The file, or a sentence that says why there is none. */
export async function fileOf(kind: FileKind, desk: Desk, now: Date, today: string): Promise<File | string> {
  const text = await textOf(kind, desk, now);
  const isFound = desk.quote !== null && 'found' in desk.quote.answer;
  if (text === null) return kind === 'calendar' && isFound ? words().noDays : words().nothing;
  const [type, ending] = TYPES[kind];
  const name = fileName(desk.book?.view.name ?? '', words().fileKinds[kind], today, ending);
  return { name, type, text };
}
