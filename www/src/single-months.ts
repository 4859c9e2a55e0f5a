/** Months of the horizon that are edited one by one, by year and month (`2027-03`). */
import type { Edit } from './edits.ts';

/** Percent as typed, by year and month. */
export type SingleMonths = Readonly<Record<string, string>>;

/** The year and month of a day. */
export function yearMonth(day: string): string {
  return day.slice(0, 7);
}

/** So many percent in each of these months; as usual where nothing is typed. */
export function withSingleMonths(months: readonly string[], percent: string): Edit {
  return (draft) => {
    const others = Object.entries(draft.singleMonths).filter(([month]) => !months.includes(month));
    const these = percent.trim() === '' ? [] : months.map((month) => [month, percent] as const);
    const all = [...others, ...these].sort(([one], [other]) => (one < other ? -1 : 1));
    return { ...draft, singleMonths: Object.fromEntries(all) };
  };
}

export function withoutSingleMonths(): Edit {
  return (draft) => ({ ...draft, singleMonths: {} });
}
