/**
 * A draft in few letters. The names and their order are the links' format, version 1: links stay readable for ever, so
 * that nothing here may be changed, only added to. What is as it is at first is left out.
 */
import { emptyDraft, type BalanceDraft, type Draft, type LineDraft } from '../../draft.ts';
import type { BookView, Frequency, TeamUsage } from '../../engine/types.ts';
import { unused } from '../../lines.ts';
import { id, isRecord, items, list, orNull, text, type Misfit, type Reader } from '../check.ts';
import { DRAFT, FREQUENCIES, inputs, seats } from '../draft-shape.ts';

type Settings = Omit<Draft, 'lines' | 'start'>;

const NAMES = {
  preset: 'p',
  months: 'm',
  growth: 'g',
  season: 'f',
  newCustomer: 'n',
  currency: 'c',
  seats: 'e',
  teams: 't',
  slow: 'w',
  balance: 'b',
  plan: 'a',
  plans: 'o',
  measured: 'x',
  singleMonths: 'i',
} as const satisfies Record<keyof Settings, string>;

const START = 's';

const KEYS = Object.keys(NAMES) as (keyof Settings)[];

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Without the places at the end that hold what they hold at first. */
function trimmed(values: readonly unknown[], atFirst: readonly unknown[]): unknown[] {
  let length = values.length;
  while (length > 0 && same(values[length - 1], atFirst[length - 1])) length -= 1;
  return values.slice(0, length);
}

function shortBalance({ type, credits, until, paid }: BalanceDraft): unknown[] {
  return trimmed([type, credits, until, paid], [null, null, '', null]);
}

const longBalance: Reader<BalanceDraft> = (value, path, misfits) => {
  const [type, credits, until = '', paid = null] = items(value);
  const read = {
    type: id(type, path, misfits),
    credits: text(credits, path, misfits),
    until: text(until, path, misfits),
    paid: orNull(text)(paid, path, misfits),
  };
  return Object.values(read).includes(undefined) ? undefined : (read as BalanceDraft);
};

const longTeam: Reader<TeamUsage> = (value, path, misfits) => {
  const [team, own] = items(value);
  const read = { id: id(team, path, misfits), seats: seats(own, path, misfits) };
  return read.id === undefined || read.seats === undefined
    ? undefined
    : { id: read.id, seats: { ...read.seats } };
};

function shortened(key: keyof Settings, draft: Draft): unknown {
  if (key === 'balance') return draft.balance.filter(({ credits }) => credits !== '').map(shortBalance);
  if (key === 'teams') return draft.teams.map((team) => [team.id, team.seats]);
  return draft[key];
}

/** How a setting is read. Balances and teams are lists of lists here. */
const READERS: { readonly [K in keyof Settings]: Reader<Settings[K]> } = {
  ...DRAFT,
  balance: list(longBalance),
  teams: list(longTeam),
};

/** Everything but the lines. */
export function shortSettings(draft: Draft): Record<string, unknown> {
  const atFirst = emptyDraft(draft.start);
  const changed = KEYS.filter((key) => !same(shortened(key, draft), shortened(key, atFirst)));
  return Object.fromEntries([
    [START, draft.start],
    ...changed.map((key) => [NAMES[key], shortened(key, draft)] as const),
  ]);
}

/** Whether there are settings of a later version among them. */
export function hasUnknown(value: unknown): boolean {
  const known: readonly string[] = [START, ...Object.values(NAMES)];
  return isRecord(value) && Object.keys(value).some((key) => !known.includes(key));
}

export function longSettings(value: unknown, today: string, misfits: Misfit[]): Omit<Draft, 'lines'> {
  const given = isRecord(value) ? value : {};
  if (!isRecord(value)) misfits.push({ path: 'settings', wanted: 'object' });
  const read = KEYS.flatMap((key) => {
    if (!Object.hasOwn(given, NAMES[key])) return [];
    const setting: unknown = READERS[key](given[NAMES[key]], key, misfits);
    return setting === undefined ? [] : [[key, setting] as const];
  });
  const start = Object.hasOwn(given, START) ? text(given[START], 'start', misfits) : today;
  return { ...emptyDraft(start ?? today), ...(Object.fromEntries(read) as Partial<Settings>) };
}

const PERS: readonly string[] = FREQUENCIES.map((per) => per.charAt(0));
/** A line's places and what stands in them at first; feature, times, per and inputs are always said. */
const LINE_AT_FIRST: readonly unknown[] = [undefined, undefined, undefined, undefined, '1', null, null, null];

/** Lines that say something: used ones, and those whose inputs were touched. */
export function shortLines({ features }: Pick<BookView, 'features'>, draft: Draft): unknown[][] {
  const untouched = features.map((feature) => unused(feature, `${feature.id}-0`));
  const says = (line: LineDraft) =>
    !untouched.some((other) => same({ ...other, open: null }, { ...line, open: null }));
  return draft.lines.filter(says).map(shortLine);
}

function shortLine({
  feature,
  times,
  per,
  inputs: given,
  people,
  team,
  onDays,
  success,
}: LineDraft): unknown[] {
  const values = [feature, times, per.charAt(0), shortInputs(given), people, team, onDays, success];
  return trimmed(values, LINE_AT_FIRST);
}

function shortInputs(given: LineDraft['inputs']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => [
      key,
      typeof value === 'object' ? [value.low, value.typical, value.high] : value,
    ]),
  );
}

function longInputs(value: unknown, path: string, misfits: Misfit[]): LineDraft['inputs'] | undefined {
  if (!isRecord(value)) return inputs(value, path, misfits);
  const ranges = Object.entries(value).map(([key, each]): [string, unknown] => {
    if (!Array.isArray(each)) return [key, each];
    const [low, typical, high] = items(each);
    return [key, { low, typical, high }];
  });
  return inputs(Object.fromEntries(ranges), path, misfits);
}

/** A line of a link, without the key that tells it from others in the form. */
export function longLine(value: unknown, at: number, misfits: Misfit[]): Omit<LineDraft, 'key'> | undefined {
  const path = `lines[${at}]`;
  const [feature, times, per, given, people = '1', team = null, onDays = null, success = null] = items(value);
  const before = misfits.length;
  const frequency: Frequency | undefined = FREQUENCIES[PERS.findIndex((letter) => letter === per)];
  if (frequency === undefined) misfits.push({ path, wanted: 'word' });
  const read = {
    feature: id(feature, path, misfits) ?? '',
    inputs: longInputs(given, path, misfits) ?? {},
    times: text(times, path, misfits) ?? '',
    per: frequency ?? 'month',
    people: text(people, path, misfits) ?? '',
    team: orNull(id)(team, path, misfits) ?? null,
    onDays: orNull(text)(onDays, path, misfits) ?? null,
    success: orNull(text)(success, path, misfits) ?? null,
    open: true,
  };
  return misfits.length === before ? read : undefined;
}
