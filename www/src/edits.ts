/** Every change to what is typed is a function from one draft to the next. */
import { product } from './decimal.ts';
import {
  NO_SEASON,
  emptyDraft,
  type BalanceDraft,
  type Draft,
  type InputDraft,
  type LineDraft,
} from './draft.ts';
import type {
  BalanceUsage,
  BookView,
  MeasuredUsage,
  Pace,
  PresetView,
  Usage,
  UsageLine,
} from './engine/types.ts';
import { dayAfter } from './geometry.ts';
import { linesFor, linesKept, pick } from './lines.ts';
import { asked } from './usage.ts';

export type Edit = (draft: Draft) => Draft;

export function withPreset(book: BookView, preset: PresetView): Edit {
  return (draft) => ({
    ...draft,
    preset: preset.id,
    lines: linesFor(book, preset.lines),
    growth: preset.growth ?? '0',
    season: preset.season.length === 12 ? preset.season : NO_SEASON,
    singleMonths: {},
    seats: preset.seats,
    teams: preset.teams ?? [],
    slow: preset.slow,
    measured: null,
  });
}

export function withLines(book: BookView, lines: readonly UsageLine[]): Edit {
  return (draft) => ({ ...draft, preset: null, lines: linesFor(book, lines) });
}

export function withUsage(book: BookView, usage: Usage): Edit {
  return (draft) => ({
    ...withLines(book, usage.lines)(draft),
    start: usage.start,
    months: String(usage.months ?? 12),
    growth: usage.growth ?? '0',
    season: usage.season?.length === 12 ? usage.season : NO_SEASON,
    singleMonths: usage.single_months ?? {},
    newCustomer: usage.new_customer ?? true,
    currency: usage.currency ?? null,
    seats: usage.seats ?? null,
    teams: usage.teams ?? [],
    slow: usage.slow ?? false,
    balance: balanceFor(
      book,
      (usage.balance ?? []).map((entry) => entered(book, entry)),
    ),
    plan: usage.plan ?? null,
    plans: usage.plans ?? null,
    measured: usage.measured ?? null,
  });
}

function entered(
  { credits: [first] }: BookView,
  { type, credits, expires, paid }: BalanceUsage,
): BalanceDraft {
  const until = expires === undefined ? '' : dayAfter(expires, -1);
  return { type: type ?? first?.id ?? '', credits, until, paid: paid ?? null };
}

/** What is there, and a row for each credit type of which nothing is. */
function balanceFor({ credits }: BookView, rows: readonly BalanceDraft[]): BalanceDraft[] {
  const missing = credits.filter(({ id }) => !rows.some(({ type }) => type === id));
  return [...rows, ...missing.map(({ id }) => ({ type: id, credits: '', until: '', paid: null }))];
}

/** A book's first example, or nothing used; what only another book knew is forgotten. */
export function startedWith(book: BookView): Edit {
  const [preset] = book.presets;
  const first = preset === undefined ? withLines(book, []) : withPreset(book, preset);
  return (draft) =>
    first({
      ...draft,
      currency: null,
      seats: null,
      teams: [],
      slow: false,
      balance: balanceFor(book, []),
      plan: null,
      plans: null,
      measured: null,
    });
}

/** The example that was chosen last, or the book's first, as if nothing had been typed since. */
export function startedAnew(book: BookView, today: string): Edit {
  return ({ preset }) => {
    const fresh = startedWith(book)(emptyDraft(today));
    const chosen = book.presets.find(({ id }) => id === preset);
    return chosen === undefined ? fresh : withPreset(book, chosen)(fresh);
  };
}

/** What was typed for one version of a book, carried to the next: kept wherever it still has a place. */
export function carriedOver(book: BookView): Edit {
  const isSold = (plan: string) => book.offers.some(({ id }) => id === plan);
  return (draft) => ({
    ...draft,
    lines: linesKept(book, draft.lines),
    currency: book.currencies.some(({ code }) => code === draft.currency) ? draft.currency : null,
    seats: draft.seats === null ? null : pick(draft.seats, seatIds(book)),
    teams: draft.teams.map((team) => ({ ...team, seats: pick(team.seats, seatIds(book)) })),
    balance: balanceFor(
      book,
      draft.balance.filter(({ type }) => book.credits.some(({ id }) => id === type)),
    ),
    plan: draft.plan !== null && isSold(draft.plan) ? draft.plan : null,
    plans: draft.plans?.filter(isSold) ?? null,
  });
}

function seatIds({ seats }: BookView): string[] {
  return seats.map(({ id }) => id);
}

/** Plans with measured events, instead of what was entered or beside it. */
export function withMeasured(book: BookView, measured: MeasuredUsage, beside: boolean): Edit {
  const alone = withLines(book, []);
  return (draft) => ({
    ...(beside ? draft : { ...alone(draft), growth: '0', season: NO_SEASON, singleMonths: {} }),
    measured,
  });
}

export function withPace(pace: Pace, days: number): Edit {
  return (draft) => ({
    ...draft,
    measured: draft.measured === null ? null : { ...draft.measured, pace, days },
  });
}

export function withoutMeasured(): Edit {
  return (draft) => ({ ...draft, measured: null });
}

export function withLine(key: string, change: Partial<LineDraft>): Edit {
  return (draft) => ({
    ...draft,
    lines: draft.lines.map((line) => (line.key === key ? { ...line, ...change } : line)),
  });
}

export function withInput(key: string, input: string, value: InputDraft): Edit {
  return (draft) => ({
    ...draft,
    lines: draft.lines.map((line) =>
      line.key === key ? { ...line, inputs: { ...line.inputs, [input]: value } } : line,
    ),
  });
}

/** A second line of the same feature, for other settings, right after the one it was copied from. */
export function withCopy(key: string): Edit {
  return (draft) => {
    const taken = new Set(draft.lines.map((line) => line.key));
    return {
      ...draft,
      lines: draft.lines.flatMap((line) => {
        if (line.key !== key) return [line];
        let serial = 1;
        while (taken.has(`${line.feature}-${serial}`)) serial += 1;
        return [line, { ...line, key: `${line.feature}-${serial}`, open: true }];
      }),
    };
  };
}

export function withoutLine(key: string): Edit {
  return (draft) => ({ ...draft, lines: draft.lines.filter((line) => line.key !== key) });
}

/** How often each line that is used is done, in their order; and so many times the real events, where these change. */
export function withTimes(times: readonly string[], events: string | null): Edit {
  return (draft) => {
    const { keys } = asked(draft);
    return {
      ...draft,
      lines: draft.lines.map((line) => ({ ...line, times: times[keys.indexOf(line.key)] ?? line.times })),
      measured:
        draft.measured === null || events === null
          ? draft.measured
          : { ...draft.measured, times: product(draft.measured.times ?? '1', events) },
    };
  };
}

export function withSeason(month: number, factor: string): Edit {
  return (draft) => ({ ...draft, season: draft.season.map((old, at) => (at === month ? factor : old)) });
}

/** People of one kind: of everybody together, where no team is named. */
export function withSeats(shown: Readonly<Record<string, string>>, team: number | null): Edit {
  return (draft) => ({
    ...draft,
    ...(team === null
      ? { seats: shown }
      : { teams: draft.teams.map((old, at) => (at === team ? { ...old, seats: { ...shown } } : old)) }),
  });
}

export function withBalance(row: number, change: Partial<BalanceDraft>): Edit {
  return (draft) => ({
    ...draft,
    balance: draft.balance.map((old, at) => (at === row ? { ...old, ...change } : old)),
  });
}
