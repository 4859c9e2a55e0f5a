/**
 * Reading values that come from elsewhere: a link, a file, the browser's storage. Nothing is thrown and nothing is
 * trusted; what does not fit is left out and its place remembered.
 */

/** What a place should have held. */
export type Wanted = 'text' | 'id' | 'flag' | 'count' | 'list' | 'object' | 'word';

export type Misfit = { readonly path: string; readonly wanted: Wanted };

/** Gives the value if it is of its kind; otherwise notes the misfit and gives nothing. */
export type Reader<T> = (value: unknown, path: string, misfits: Misfit[]) => T | undefined;

/** How each member of a record is read. A member added to the type is an error here until it has its reader. */
export type Shape<T> = { readonly [K in keyof T]-?: Reader<T[K]> };

/** Nothing that is typed or named is meant to be longer. */
export const LONGEST_TEXT = 300;
const MOST_MEMBERS = 200;
const ID = /^[a-z0-9][a-z0-9._-]{0,299}$/u;

function only<T>(wanted: Wanted, fits: (value: unknown) => value is T): Reader<T> {
  return (value, path, misfits) => {
    if (fits(value)) return value;
    misfits.push({ path, wanted });
    return undefined;
  };
}

export function textOf(longest: number): Reader<string> {
  return only('text', (value): value is string => typeof value === 'string' && value.length <= longest);
}

export const text = textOf(LONGEST_TEXT);

export const count = only(
  'count',
  (value): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0,
);

export const flag = only('flag', (value): value is boolean => typeof value === 'boolean');

/** An id as price books write it. */
export const id = only('id', (value): value is string => typeof value === 'string' && ID.test(value));

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The items of a list; of anything else none. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

export function word<T extends string>(words: readonly T[]): Reader<T> {
  return only('word', (value): value is T => words.some((each) => each === value));
}

export function orNull<T>(reader: Reader<T>): Reader<T | null> {
  return (value, path, misfits) => (value === null ? null : reader(value, path, misfits));
}

/** A list; items that do not fit are left out. */
export function list<T>(reader: Reader<T>, most = MOST_MEMBERS): Reader<readonly T[]> {
  return (value, path, misfits) => {
    if (!Array.isArray(value) || value.length > most) {
      misfits.push({ path, wanted: 'list' });
      return undefined;
    }
    return value.flatMap((item: unknown, at) => {
      const read = reader(item, `${path}[${at}]`, misfits);
      return read === undefined ? [] : [read];
    });
  };
}

/** Values by id; those that do not fit are left out. */
export function byId<T>(reader: Reader<T>): Reader<Readonly<Record<string, T>>> {
  return (value, path, misfits) => {
    if (!isRecord(value) || Object.keys(value).length > MOST_MEMBERS) {
      misfits.push({ path, wanted: 'object' });
      return undefined;
    }
    const entries = Object.entries(value).flatMap(([key, each]) => {
      const name = id(key, path, misfits);
      const read = reader(each, `${path}.${name ?? ''}`, misfits);
      return name === undefined || read === undefined ? [] : [[name, read] as const];
    });
    return Object.fromEntries(entries);
  };
}

/**
 * A record. Members that are not there are as they are at first, where `atFirst` says so, and missing otherwise; only
 * those that may be missing are left out without a word.
 */
export function record<T extends object>(
  shape: Shape<T>,
  atFirst: Partial<T> = {},
  mayMiss: readonly (keyof T)[] = [],
): Reader<T> {
  const keys = Object.keys(shape) as (keyof T & string)[];
  return (value, path, misfits) => {
    if (!isRecord(value)) {
      misfits.push({ path, wanted: 'object' });
      return undefined;
    }
    const wanted = keys.filter((key) => Object.hasOwn(value, key) || !mayMiss.includes(key));
    const entries = wanted.flatMap((key) => {
      const isThere = Object.hasOwn(value, key);
      const place = path === '' ? key : `${path}.${key}`;
      const read = !isThere && key in atFirst ? atFirst[key] : shape[key](value[key], place, misfits);
      return read === undefined ? [] : [[key, read] as const];
    });
    return entries.length === wanted.length ? (Object.fromEntries(entries) as unknown as T) : undefined;
  };
}
