/** Everything of a calculation that is worth keeping: which price book, and what was entered. */
import type { Draft } from '../draft.ts';
import { id, isRecord, orNull, record, textOf, type Misfit, type Reader, type Shape } from './check.ts';
import { draft } from './draft-shape.ts';

/** Longer texts are no price books. */
const LONGEST_BOOK = 2_000_000;
const LONGEST_NAME = 2_000;

export type WorkBook = {
  /** its name among the page's own, without `.json`; null: it is one's own, and its text is here */
  readonly id: string | null;
  /** what it is called in the list */
  readonly name: string;
  readonly text: string | null;
};

export type Work = { readonly book: WorkBook; readonly draft: Draft };

const BOOK: Shape<WorkBook> = {
  id: orNull(id),
  name: textOf(LONGEST_NAME),
  text: orNull(textOf(LONGEST_BOOK)),
};

export const workBook: Reader<WorkBook> = (value, path, misfits) => {
  const read = record(BOOK)(value, path, misfits);
  if (read === undefined || read.id !== null || read.text !== null) return read;
  misfits.push({ path: `${path}.text`, wanted: 'text' });
  return undefined;
};

export const work: Reader<Work> = record<Work>({ book: workBook, draft });

/** A work that was kept, or nothing when it is none that this page could have kept. */
export function keptWork(value: unknown): Work | null {
  const misfits: Misfit[] = [];
  const read = isRecord(value) ? work(value, '', misfits) : undefined;
  return misfits.length > 0 ? null : (read ?? null);
}
