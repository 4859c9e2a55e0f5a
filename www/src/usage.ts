/** From what is typed to what the engine is asked, and its complaints back to where they were typed. */
import type { BalanceDraft, Draft, InputDraft, LineDraft } from './draft.ts';
import type {
  BalanceUsage,
  Fault,
  InputRange,
  InputValue,
  TeamUsage,
  Usage,
  UsageLine,
} from './engine/types.ts';
import { dayAfter } from './geometry.ts';
import { decimalText, isNothing, wholeNumber } from './typed.ts';

/** `keys` and `rows` remember which line and which balance was sent at which place. */
export type Asked = {
  readonly usage: Usage;
  readonly keys: readonly string[];
  readonly rows: readonly number[];
};

/** Whether a value is still the range that nobody knows beforehand. */
export function isRange(value: InputDraft | undefined): value is InputRange {
  return typeof value === 'object';
}

function typedInputs(inputs: LineDraft['inputs']): Record<string, InputValue> {
  return Object.fromEntries(
    Object.entries(inputs).map(([id, value]) => [id, typeof value === 'string' ? decimalText(value) : value]),
  );
}

function counts(seats: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(seats).map(([kind, count]) => [kind, decimalText(count)]));
}

function isEmpty(typed: string | null): typed is null {
  return typed === null || typed.trim() === '';
}

function lineOf(line: LineDraft): UsageLine {
  return {
    feature: line.feature,
    inputs: typedInputs(line.inputs),
    times: decimalText(line.times),
    per: line.per,
    people: decimalText(line.people),
    ...(line.team === null ? {} : { team: line.team }),
    ...(isEmpty(line.onDays) ? {} : { on_days: wholeNumber(line.onDays) }),
    ...(isEmpty(line.success) ? {} : { success: decimalText(line.success) }),
  };
}

/** The engine is told the first day without them. */
function balanceOf({ type, credits, until, paid }: BalanceDraft): BalanceUsage {
  return {
    credits: decimalText(credits),
    type,
    ...(until === '' ? {} : { expires: dayAfter(until, 1) }),
    ...(paid === null ? {} : { paid }),
  };
}

function measuredOf({ measured, teams }: Draft): Pick<Usage, 'measured'> {
  const [team] = teams;
  if (measured === null) return {};
  return { measured: team === undefined ? measured : { team: team.id, ...measured } };
}

function people({ seats, teams }: Draft): Pick<Usage, 'seats' | 'teams'> {
  const named = teams.map(({ id, seats: own }): TeamUsage => ({ id, seats: counts(own) }));
  return {
    ...(seats === null ? {} : { seats: counts(seats) }),
    ...(named.length === 0 ? {} : { teams: named }),
  };
}

/** Lines without use and credits of which there are none are left out. */
export function asked(draft: Draft): Asked {
  const used = draft.lines.filter((line) => !isNothing(line.times));
  const held = draft.balance.flatMap((entry, row) => (isNothing(entry.credits) ? [] : [{ entry, row }]));
  const usage: Usage = {
    start: draft.start,
    months: wholeNumber(draft.months),
    lines: used.map(lineOf),
    growth: decimalText(draft.growth),
    season: draft.season.map(decimalText),
    ...(Object.keys(draft.singleMonths).length === 0 ? {} : { single_months: counts(draft.singleMonths) }),
    new_customer: draft.newCustomer,
    ...(draft.currency === null ? {} : { currency: draft.currency }),
    ...(draft.plan === null ? {} : { plan: draft.plan }),
    ...(draft.plans === null ? {} : { plans: [...draft.plans] }),
    ...people(draft),
    ...measuredOf(draft),
    ...(draft.slow ? { slow: true } : {}),
    ...(held.length === 0 ? {} : { balance: held.map(({ entry }) => balanceOf(entry)) }),
  };
  return { usage, keys: used.map((line) => line.key), rows: held.map(({ row }) => row) };
}

/** `usage.lines[0].inputs.words` as `lines.article-0.inputs.words`, `usage.balance[0]` as `balance.<row>`. */
export function placed(faults: readonly Fault[], { keys, rows }: Pick<Asked, 'keys' | 'rows'>): Fault[] {
  return faults.map((fault) => {
    const path = fault.path
      .replace(/^usage\./u, '')
      .replace(/^(lines|balance)\[(\d+)\]/u, (whole, list: string, at: string) => {
        const place = (list === 'lines' ? keys : rows)[Number.parseInt(at, 10)];
        return place === undefined ? whole : `${list}.${place}`;
      });
    return { ...fault, path };
  });
}

/** The faults that belong to exactly this box. */
export function faultsAt(faults: readonly Fault[], path: string): Fault[] {
  return faults.filter((fault) => fault.path === path);
}

export function faultsUnder(faults: readonly Fault[], path: string): Fault[] {
  return faults.filter((fault) => fault.path === path || fault.path.startsWith(`${path}.`));
}
