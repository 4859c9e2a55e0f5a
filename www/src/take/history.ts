/** Steps back and forth through what was entered. */

/** So many steps back. */
const MOST_STEPS = 200;

export class History<T> {
  #past: readonly T[] = [];
  #future: readonly T[] = [];
  /** where the last step changed something, while it can still grow */
  #growing: string | null = null;

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Notes what was there before a change. Changes at one place, as while typing, are one step until `pause`. */
  note(before: T, place: string | null): void {
    const grows = place !== null && place === this.#growing;
    this.#growing = place;
    this.#future = [];
    if (!grows) this.#past = [...this.#past, before].slice(-MOST_STEPS);
  }

  /** Ends a step: the next change is one of its own, even at the same place. */
  pause(): void {
    this.#growing = null;
  }

  /** What was there before the last step, or nothing when there is none; `now` is kept for `redo`. */
  undo(now: T): T | null {
    const before = this.#past.at(-1);
    if (before === undefined) return null;
    this.pause();
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, now];
    return before;
  }

  redo(now: T): T | null {
    const after = this.#future.at(-1);
    if (after === undefined) return null;
    this.pause();
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, now];
    return after;
  }
}

/** The one place in which two values differ, as a path; null when they differ in several, empty when in none. */
export function changedPlace(before: unknown, after: unknown): string | null {
  if (Object.is(before, after)) return '';
  if (!isBranch(before) || !isBranch(after)) return '.';
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = keys.flatMap((key) => {
    const place = changedPlace(before[key], after[key]);
    return place === ''
      ? []
      : [place === null || Array.isArray(before) !== Array.isArray(after) ? null : `.${key}${place}`];
  });
  const [first = ''] = changed;
  return changed.length < 2 ? first : null;
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
