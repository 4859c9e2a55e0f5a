/** Usage of one price book, for another: what corresponds by id, else by name. What has no place there is named. */
import type { BookView, FeatureView, InputValue, InputView, Usage, UsageLine } from '../engine/types.ts';
import { m } from '../messages/page.ts';

export type Carried = {
  readonly usage: Usage;
  /** what differs there, a sentence each */
  readonly notes: readonly string[];
  /** whether all that is used is in it */
  readonly isWhole: boolean;
};

type Named = { readonly id: string; readonly name: string };

function plain(name: string): string {
  return name.trim().replace(/\s+/gu, ' ').toLowerCase();
}

function counterpart<T extends Named>(all: readonly T[], { id, name }: Named): T | undefined {
  return all.find((each) => each.id === id) ?? all.find((each) => plain(each.name) === plain(name));
}

type InputCarried = { readonly value: InputValue } | { readonly lost: 'absent' } | { readonly note: string };

function inputFor(
  feature: string,
  from: InputView,
  to: InputView | undefined,
  value: InputValue,
): InputCarried {
  if (to === undefined) return { lost: 'absent' };
  if ('number' in from.kind && 'number' in to.kind) {
    return from.unit === to.unit ? { value } : { note: m.compare.notes.unit(feature, from.name) };
  }
  if ('toggle' in from.kind && 'toggle' in to.kind) return { value };
  if ('choice' in from.kind && 'choice' in to.kind) {
    const chosen = from.kind.choice.choices.find(({ id }) => id === value);
    const there = chosen === undefined ? undefined : counterpart(to.kind.choice.choices, chosen);
    return there === undefined
      ? { note: m.compare.notes.choice(feature, from.name, chosen?.name ?? '') }
      : { value: there.id };
  }
  return { lost: 'absent' };
}

function lineFor(from: FeatureView, to: FeatureView, line: UsageLine): { line: UsageLine; notes: string[] } {
  const inputs: Record<string, InputValue> = {};
  const notes: string[] = [];
  const absent: string[] = [];
  for (const [id, value] of Object.entries(line.inputs ?? {})) {
    const input = from.inputs.find((each) => each.id === id);
    if (input === undefined) continue;
    const there = counterpart(to.inputs, input);
    const carried = inputFor(from.name, input, there, value);
    if ('value' in carried && there !== undefined) inputs[there.id] = carried.value;
    else if ('note' in carried) notes.push(carried.note);
    else absent.push(input.name);
  }
  const assumed = to.inputs.filter(({ id }) => !Object.hasOwn(inputs, id)).map(({ name }) => name);
  return {
    line: { ...line, feature: to.id, inputs },
    notes: [
      ...notes,
      ...(absent.length === 0 ? [] : [m.compare.notes.inputs(from.name, absent)]),
      ...(assumed.length === 0 ? [] : [m.compare.notes.assumed(from.name, assumed)]),
    ],
  };
}

/** People by kind of seat, and the names of the kinds that are not there. */
function seatsFor(from: BookView, to: BookView, seats: Readonly<Record<string, string>>) {
  const carried: Record<string, string> = {};
  const lost: string[] = [];
  for (const [id, count] of Object.entries(seats)) {
    const seat = from.seats.find((each) => each.id === id) ?? { id, name: id };
    const there = counterpart(to.seats, seat);
    if (there !== undefined) carried[there.id] = count;
    else if (count !== '0') lost.push(seat.name);
  }
  return { carried, lost };
}

function isSold({ offers }: BookView, plan: string): boolean {
  return offers.some(({ id }) => id === plan);
}

export function carry(usage: Usage, from: BookView, to: BookView): Carried {
  const isSame = from.name === to.name;
  const notes: string[] = [];
  const gone: string[] = [];
  const lines = usage.lines.flatMap((line) => {
    const feature = from.features.find(({ id }) => id === line.feature);
    const there = feature === undefined ? undefined : counterpart(to.features, feature);
    if (feature === undefined || there === undefined) {
      gone.push(feature?.name ?? line.feature);
      return [];
    }
    const carried = lineFor(feature, there, line);
    notes.push(...carried.notes);
    return [carried.line];
  });
  const { currency, plan, plans, seats, teams, measured, balance, slow, ...rest } = usage;
  const people = seatsFor(from, to, seats ?? {});
  const named = (teams ?? []).map((team) => ({ team, ...seatsFor(from, to, team.seats) }));
  const lostSeats = [...new Set([...people.lost, ...named.flatMap(({ lost }) => lost)])];
  const held = isSame
    ? (balance ?? []).filter(({ type }) => type === undefined || to.credits.some(({ id }) => id === type))
    : [];
  const keptPlans = plans?.filter((each) => isSold(to, each)) ?? [];
  const keepsPlan = plan !== undefined && isSold(to, plan);
  const keepsCurrency = currency !== undefined && to.currencies.some(({ code }) => code === currency);
  const wanted = currency ?? from.currency;
  const isSoldIn = to.currencies.some(({ code }) => code === wanted);
  const keepsMeasured = isSame && measured !== undefined;
  const isPlanLost = (plan !== undefined && !keepsPlan) || (plans !== undefined && keptPlans.length === 0);
  return {
    usage: {
      ...rest,
      lines,
      ...(keepsCurrency || (isSoldIn && wanted !== to.currency) ? { currency: wanted } : {}),
      ...(keepsPlan ? { plan } : {}),
      ...(keptPlans.length === 0 ? {} : { plans: keptPlans }),
      ...(Object.keys(people.carried).length === 0 ? {} : { seats: people.carried }),
      ...(named.length === 0
        ? {}
        : { teams: named.map(({ team, carried }) => ({ ...team, seats: carried })) }),
      ...(keepsMeasured ? { measured } : {}),
      ...(held.length === 0 ? {} : { balance: held }),
      ...(slow === true && to.has_slow ? { slow } : {}),
    },
    notes: [
      ...(gone.length === 0 ? [] : [m.compare.notes.lines([...new Set(gone)])]),
      ...(measured !== undefined && !keepsMeasured ? [m.compare.notes.measured] : []),
      ...(lostSeats.length === 0 ? [] : [m.compare.notes.seats(lostSeats)]),
      ...((balance ?? []).length > held.length ? [m.compare.notes.balance] : []),
      ...(isPlanLost ? [m.compare.notes.plan] : []),
      ...(isSoldIn ? [] : [m.compare.notes.currency(wanted)]),
      ...new Set(notes),
    ],
    isWhole: gone.length === 0 && lostSeats.length === 0 && (measured === undefined || keepsMeasured),
  };
}
