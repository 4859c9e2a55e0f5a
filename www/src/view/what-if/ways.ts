/** Which single ways of buying are worth a line beside the best. */
import { compare } from '../../decimal.ts';
import type { CurvePoint, Piece, WayView } from '../../engine/types.ts';
import { wayKey } from './winner-words.ts';

const MOST_WAYS = 5;
const FEWEST_WAYS = 3;

/** Those that are the cheapest single way somewhere, then those that are cheapest for the entered usage. */
export function waysThatMatter(
  ways: readonly WayView[],
  single: readonly Piece[],
  points: readonly CurvePoint[],
): number[] {
  const winners = single.flatMap(({ winner }) => {
    if (typeof winner === 'string' || !('alone' in winner)) return [];
    const key = wayKey(winner.alone);
    return [ways.findIndex((way) => wayKey(way) === key)];
  });
  const here = points.find(({ entered }) => entered);
  const able = ways
    .map((_, place) => ({ place, cost: here?.alone[place]?.cost ?? null }))
    .flatMap(({ place, cost }) => (cost === null ? [] : [{ place, cost }]))
    .sort((one, other) => compare(one.cost, other.cost))
    .map(({ place }) => place);
  const wins = [...new Set(winners)].filter((place) => place >= 0).slice(0, MOST_WAYS);
  const others = able.filter((place) => !wins.includes(place));
  return [...wins, ...others.slice(0, Math.max(0, FEWEST_WAYS - wins.length))].sort((a, b) => a - b);
}
