/** What was said about columns and names before, kept in the browser by price book. Losing it loses nothing else. */
import type { EventsName } from '../engine/types.ts';
import type { ColumnDraft, MappingDraft } from './mapping.ts';

const KEY = 'credit-calculator-events/1';
/** Longest text that is kept. */
const MOST_LETTERS = 200_000;

export type Remembered = {
  /** by the names of columns */
  readonly columns: Readonly<Record<string, ColumnDraft>>;
  readonly names: readonly EventsName[];
};

const NOTHING: Remembered = { columns: {}, names: [] };

type Kept = Readonly<Record<string, Remembered>>;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isColumn(value: unknown): value is ColumnDraft {
  return isObject(value) && typeof value['says'] === 'string' && typeof value['factor'] === 'string';
}

function isName(value: unknown): value is EventsName {
  const input = isObject(value) ? value['input'] : null;
  return (
    isObject(value) &&
    typeof value['name'] === 'string' &&
    typeof value['means'] === 'string' &&
    (input === undefined || typeof input === 'string')
  );
}

function kept(): Kept {
  try {
    const text = localStorage.getItem(KEY);
    const value: unknown = text === null ? null : JSON.parse(text);
    if (!isObject(value)) return {};
    return Object.fromEntries(
      Object.entries(value).map(([book, said]) => {
        const columns = isObject(said) && isObject(said['columns']) ? said['columns'] : {};
        const names: unknown = isObject(said) ? said['names'] : [];
        return [
          book,
          {
            columns: Object.fromEntries(
              Object.entries(columns).filter((entry): entry is [string, ColumnDraft] => isColumn(entry[1])),
            ),
            names: Array.isArray(names) ? names.filter(isName) : [],
          },
        ];
      }),
    );
  } catch {
    // Storage may be forbidden or hold something else: then nothing is remembered.
    return {};
  }
}

export function remembered(book: string): Remembered {
  return kept()[book] ?? NOTHING;
}

export function remember(book: string, names: readonly string[], draft: MappingDraft): void {
  const all = kept();
  const said = draft.columns.flatMap((column, at) => {
    const name = names[at] ?? '';
    return name === '' ? [] : [[name, column] as const];
  });
  const before = all[book] ?? NOTHING;
  const next = { columns: { ...before.columns, ...Object.fromEntries(said) }, names: draft.names };
  try {
    const text = JSON.stringify({ ...all, [book]: next });
    if (text.length <= MOST_LETTERS) localStorage.setItem(KEY, text);
  } catch {
    // A full or forbidden storage keeps nothing.
  }
}
