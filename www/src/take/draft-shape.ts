/** What a draft must look like, wherever it comes from. */
import { emptyDraft, type BalanceDraft, type Draft, type InputDraft, type LineDraft } from '../draft.ts';
import { unused } from '../lines.ts';
import type {
  Frequency,
  InputRange,
  MeasuredCost,
  MeasuredLine,
  MeasuredUsage,
  MeasuredValue,
  Pace,
  TeamUsage,
} from '../engine/types.ts';
import {
  byId,
  count,
  flag,
  id,
  isRecord,
  list,
  orNull,
  record,
  text,
  word,
  type Reader,
  type Shape,
} from './check.ts';

export const FREQUENCIES: readonly Frequency[] = ['day', 'week', 'month', 'year'];

const MOST_LINES = 500;

const range = record<InputRange>({ low: text, typical: text, high: text });

export const input: Reader<InputDraft> = (value, path, misfits) => {
  if (typeof value === 'boolean') return value;
  return isRecord(value) ? range(value, path, misfits) : text(value, path, misfits);
};

export const inputs = byId(input);

const LINE: Shape<LineDraft> = {
  key: id,
  feature: id,
  inputs,
  times: text,
  per: word(FREQUENCIES),
  people: text,
  team: orNull(id),
  onDays: orNull(text),
  success: orNull(text),
  open: flag,
};

function without<T extends object>(value: T, keys: readonly (keyof T)[]): Partial<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => !keys.some((each) => each === key)),
  ) as Partial<T>;
}

/** A line may be without what was added to lines since it was kept. */
const line = record(LINE, without(unused({ id: '', inputs: [] }, ''), ['key', 'feature']));

export const balance = record<BalanceDraft>({ type: id, credits: text, until: text, paid: orNull(text) });
export const seats = byId(text);
export const team = record<TeamUsage>({ id, seats });

const PACES: readonly Pace[] = ['each_day', 'each_month'];

const total: Reader<MeasuredValue> = (value, path, misfits) =>
  typeof value === 'boolean' ? value : text(value, path, misfits);
/** The engine's own lists and records may be written to; what is read here may not. */
const written = <T>(reader: Reader<readonly T[]>) => reader as Reader<T[]>;
const cost = record<MeasuredCost>({ type: id, plan: id, credits: text }, {}, ['plan']);
const measuredLine = record<MeasuredLine>(
  { feature: id, events: text, counted: text, costs: written(list(cost)), totals: byId(total) },
  {},
  ['costs', 'totals'],
);
export const measured = record<MeasuredUsage>(
  {
    name: text,
    book: text,
    days: count,
    pace: word(PACES),
    times: text,
    first: text,
    last: text,
    team: id,
    lines: written(list(measuredLine, MOST_LINES)),
  },
  {},
  ['book', 'times', 'first', 'last', 'team'],
);

const SEASON: Reader<readonly string[]> = (value, path, misfits) => {
  const factors = list(text, 12)(value, path, misfits);
  if (factors === undefined || factors.length === 12) return factors;
  misfits.push({ path, wanted: 'list' });
  return undefined;
};

export const DRAFT: Shape<Draft> = {
  preset: orNull(id),
  lines: list(line, MOST_LINES),
  start: text,
  months: text,
  growth: text,
  season: SEASON,
  singleMonths: byId(text),
  newCustomer: flag,
  currency: orNull(text),
  seats: orNull(seats),
  teams: list(team),
  slow: flag,
  balance: list(balance),
  plan: orNull(id),
  plans: orNull(list(id)),
  measured: orNull(measured),
};

/** A draft may be without what was added to drafts since it was kept. */
export const draft: Reader<Draft> = record(DRAFT, without(emptyDraft(''), ['lines', 'start']));
