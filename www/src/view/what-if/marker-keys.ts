const LEAP = 10;

/** Where a key of a slider moves to among so many places; null for any other key. */
export function stepTo(key: string, at: number, count: number): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageDown: at - LEAP,
    PageUp: at + LEAP,
    Home: 0,
    End: count - 1,
  };
  const next = moves[key];
  return next === undefined ? null : Math.min(Math.max(next, 0), count - 1);
}
