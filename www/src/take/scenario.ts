/** A calculation under a name, in the browser's storage and in files. */
import {
  flag,
  id,
  isRecord,
  items,
  orNull,
  record,
  text,
  textOf,
  type Misfit,
  type Reader,
} from './check.ts';
import { draft } from './draft-shape.ts';
import type { Pin, Shared, Shown } from './link/link.ts';

const FORMAT = 'credit-scenarios/1';
export const LONGEST_NAME = 100;
const LONGEST_BOOK = 2_000_000;
/** Larger files are none that this page wrote. */
const LONGEST_FILE = 50_000_000;
const DECIMAL = /^\d{1,28}(?:\.\d{1,28})?$/u;
const CURRENCY = /^[A-Z]{3}$/u;

export type Scenario = { readonly name: string; readonly shared: Shared };

const matching =
  (pattern: RegExp): Reader<string> =>
  (value, path, misfits) => {
    if (typeof value === 'string' && pattern.test(value)) return value;
    misfits.push({ path, wanted: 'text' });
    return undefined;
  };

const pin = record<Pin>({
  id: orNull(id),
  name: text,
  version: orNull(text),
  asOf: text,
  hash: orNull(text),
});
const shown = record<Shown>({ cost: matching(DECIMAL), proved: flag, currency: matching(CURRENCY) });

const shared = record<Shared>({
  pin,
  made: text,
  shown: orNull(shown),
  draft,
  bookText: orNull(textOf(LONGEST_BOOK)),
});

const scenario = record<Scenario>({ name: textOf(LONGEST_NAME), shared });

export function written(scenarios: readonly Scenario[]): string {
  return `${JSON.stringify({ format: FORMAT, scenarios }, null, 1)}\n`;
}

export type ScenariosRead = {
  readonly scenarios: readonly Scenario[];
  /** what keeps the others out */
  readonly misfits: readonly Misfit[];
  /** what keeps the whole file out: it is no JSON (then where), of another kind, or too large */
  readonly fault:
    { readonly kind: 'json'; readonly detail: string } | { readonly kind: 'format' | 'size' } | null;
};

/** Reads a file's text. Scenarios that do not fit are left out, and the places say why. */
export function read(file: string): ScenariosRead {
  const none = { scenarios: [], misfits: [] };
  if (file.length > LONGEST_FILE) return { ...none, fault: { kind: 'size' } };
  let value: unknown;
  try {
    value = JSON.parse(file);
  } catch (error) {
    return { ...none, fault: { kind: 'json', detail: error instanceof Error ? error.message : '' } };
  }
  if (!isRecord(value) || value['format'] !== FORMAT) return { ...none, fault: { kind: 'format' } };
  const misfits: Misfit[] = [];
  const scenarios = items(value['scenarios']).flatMap((each, at) => {
    const own: Misfit[] = [];
    const fits = scenario(each, `scenarios[${at}]`, own);
    misfits.push(...own);
    return fits === undefined || own.length > 0 ? [] : [fits];
  });
  return { scenarios, misfits, fault: null };
}
