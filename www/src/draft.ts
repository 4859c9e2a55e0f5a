/** What the visitor typed, as typed, so that faulty text stays as it is. */
import type { SingleMonths } from './single-months.ts';
import type { Frequency, InputRange, MeasuredUsage, TeamUsage } from './engine/types.ts';

/** An input's value: text of a number or choice, a toggle, or a range that nobody has narrowed yet. */
export type InputDraft = string | boolean | InputRange;

/** A line of usage. */
export type LineDraft = {
  readonly key: string;
  readonly feature: string;
  readonly inputs: Readonly<Record<string, InputDraft>>;
  readonly times: string;
  readonly per: Frequency;
  readonly people: string;
  /** who does it, where there are several teams */
  readonly team: string | null;
  /** on so many days of a month; empty: every day; null: nobody asked */
  readonly onDays: string | null;
  /** percent that succeed; empty: all; null: nobody asked */
  readonly success: string | null;
  readonly open: boolean;
};

/** Credits the visitor has already. */
export type BalanceDraft = {
  readonly type: string;
  readonly credits: string;
  /** the last day on which they can be used; empty: they do not expire */
  readonly until: string;
  /** what was paid for them, where the page around the calculator says so */
  readonly paid: string | null;
};

/** People by kind of seat. */
export type SeatsDraft = Readonly<Record<string, string>>;

export type Draft = {
  readonly preset: string | null;
  readonly lines: readonly LineDraft[];
  readonly start: string;
  readonly months: string;
  readonly growth: string;
  readonly season: readonly string[];
  /** percent of what growth and season say, in single months */
  readonly singleMonths: SingleMonths;
  readonly newCustomer: boolean;
  /** null: the book's main one */
  readonly currency: string | null;
  /** null: nothing said, which counts as one person of each plan's first kind */
  readonly seats: SeatsDraft | null;
  readonly teams: readonly TeamUsage[];
  /** whether a slow or free mode is good enough */
  readonly slow: boolean;
  readonly balance: readonly BalanceDraft[];
  /** the plan active before, where the page around the calculator says so */
  readonly plan: string | null;
  /** the only plans that may be bought, where the page around the calculator says so */
  readonly plans: readonly string[] | null;
  /** what real events cost, beside the lines */
  readonly measured: MeasuredUsage | null;
};

export const NO_SEASON: readonly string[] = Array.from({ length: 12 }, () => '1');

export function emptyDraft(start: string): Draft {
  return {
    preset: null,
    lines: [],
    start,
    months: '12',
    growth: '0',
    season: NO_SEASON,
    singleMonths: {},
    newCustomer: true,
    currency: null,
    seats: null,
    teams: [],
    slow: false,
    balance: [],
    plan: null,
    plans: null,
    measured: null,
  };
}
