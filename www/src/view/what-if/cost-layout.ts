/** Where everything of the cost chart is drawn, in pixels. */
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { CostView, CurveView, Piece } from '../../engine/types.ts';
import type { Formats } from '../../format.ts';
import { height } from '../../geometry.ts';
import type { Amounts } from './axis.ts';

export type Tick = { readonly at: number; readonly value: string };
/** A computed amount. */
export type Spot = { readonly x: number; readonly y: number | null };
type Place = { readonly x: number; readonly y: number };
export type WayLine = {
  readonly path: string;
  /** where its number stands; null where it is out of sight */
  readonly label: Place | null;
};
export type Stripe = { readonly x: number; readonly width: number };
export type CostLayout = {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly stripTop: number;
  readonly stripBottom: number;
  readonly best: string;
  /** between what it costs and what it cannot cost less than, where that is not the same */
  readonly open: string;
  readonly ways: readonly WayLine[];
  readonly costs: readonly Tick[];
  readonly amounts: readonly Tick[];
  readonly stripes: readonly Stripe[];
  readonly spots: readonly Spot[];
};

const TOP = 26;
const PLOT = 210;
const STRIP = 30;
const STRIP_GAP = 6;
const AXIS = 44;
const RIGHT = 14;
const DIGIT = 7.5;
const COST_TICKS = 5;
/** between two labels of amounts */
const AMOUNT_GAP = 14;
/** how far above the dearest best way the plot goes, so that dearer ways are seen to be */
const HEADROOM = 1.3;
/** labels nearer to each other than this cannot be told apart */
const APART = 19;
/** from the middle of a label to its edge */
const LABEL = 9;

type Point = readonly [x: number, y: number | null];

function drawn(path: readonly Point[]): string {
  const whole = line<Point>()
    .defined(([, y]) => y !== null)
    .x(([x]) => x)
    .y(([, y]) => y ?? 0);
  return whole([...path]) ?? '';
}

/** The rightmost place on a path that is in sight and free; where it leaves the plot, if it does. */
function labelPlace(path: readonly Point[], left: number, taken: Place[]): Place | null {
  const seen = path.flatMap(([x, y], index): Place[] => {
    if (y === null) return [];
    if (y >= TOP + LABEL) return [{ x, y }];
    const [before, high] = path[index - 1] ?? [x, y];
    if (high === null || high < TOP + LABEL) return [];
    return [{ x: before + ((high - TOP - LABEL) / (high - y)) * (x - before), y: TOP + LABEL }];
  });
  const free = seen.findLast(
    ({ x, y }) => x > left + LABEL && !taken.some((other) => Math.hypot(other.x - x, other.y - y) < APART),
  );
  if (free !== undefined) taken.push(free);
  return free ?? null;
}

/** `shown` are places of ways in the curve; the formats give labels, so that these get the room they need. */
export function costLayout(
  curve: CurveView,
  pieces: readonly Piece[],
  shown: readonly number[],
  amounts: Amounts,
  width: number,
  { moneyTick, number }: Pick<Formats, 'moneyTick' | 'number'>,
): CostLayout {
  const bottom = TOP + PLOT;
  const stripTop = bottom + STRIP_GAP;
  const { points } = curve;
  const most = Math.max(...points.map(({ best }) => height(best.cost ?? '0')), 1e-9);
  const y = scaleLinear()
    .domain([0, most * HEADROOM])
    .range([bottom, TOP])
    .nice(COST_TICKS);
  const costs = y.ticks(COST_TICKS).map((tick) => ({ at: y(tick), value: String(tick) }));
  const left = Math.max(...costs.map(({ value }) => moneyTick(value).length)) * DIGIT + 10;
  const right = Math.max(width - RIGHT, left + 1);
  const end = Math.max(...points.map(({ level }) => amounts.position(level)), 1e-9);
  const x = scaleLinear().domain([0, end]).range([left, right]).clamp(true);
  const at = (cost: CostView | undefined, place: number): Point => [
    place,
    cost?.cost == null ? null : y(height(cost.cost)),
  ];
  const places = points.map(({ level }) => x(amounts.position(level)));
  const best = points.map((point, index) => at(point.best, places[index] ?? left));
  const taken: Place[] = [{ x: right, y: best.at(-1)?.[1] ?? TOP }];
  const ways = shown.map((way): WayLine => {
    const path = points.map((point, index) => at(point.alone[way], places[index] ?? left));
    return { path: drawn(path), label: labelPlace(path, left, taken) };
  });
  const open = area<(typeof points)[number]>()
    .defined(({ best: { cost } }) => cost !== null)
    .x(({ level }) => x(amounts.position(level)))
    .y0(({ best: { lower_bound } }) => y(height(lower_bound ?? '0')))
    .y1(({ best: { cost } }) => y(height(cost ?? '0')));
  return {
    width,
    height: stripTop + STRIP + AXIS,
    left,
    right,
    top: TOP,
    bottom,
    stripTop,
    stripBottom: stripTop + STRIP,
    best: drawn(best),
    open: open([...points]) ?? '',
    ways,
    costs,
    amounts: amountTicks(x, number),
    stripes: stripes(pieces, (piece) => [x(amounts.position(piece.from)), x(amounts.position(piece.to))]),
    spots: best.map(([place, cost]) => ({ x: place, y: cost })),
  };
}

/** As many amounts as have room for their labels. */
function amountTicks(x: ScaleLinear<number, number>, label: (decimal: string) => string): Tick[] {
  for (const count of [12, 10, 8, 6, 5, 4, 3, 2]) {
    const ticks = x.ticks(count).map((tick) => ({ at: x(tick), value: String(tick) }));
    const widest = Math.max(...ticks.map(({ value }) => label(value).length)) * DIGIT + AMOUNT_GAP;
    const [first, second] = ticks;
    if (first === undefined || second === undefined || second.at - first.at >= widest) return ticks;
  }
  return [];
}

/** Each piece from its first amount to the first of the next, since nothing lies between them. */
function stripes(pieces: readonly Piece[], ends: (piece: Piece) => [number, number]): Stripe[] {
  return pieces.map((piece, index) => {
    const [from, to] = ends(piece);
    const next = pieces[index + 1];
    const until = next === undefined ? to : ends(next)[0];
    return { x: from, width: Math.max(until - from, 1) };
  });
}

/** The spot nearest to a place on the screen. */
export function nearestSpot({ spots }: CostLayout, x: number): number {
  let nearest = 0;
  spots.forEach((spot, index) => {
    if (Math.abs(spot.x - x) < Math.abs((spots[nearest]?.x ?? 0) - x)) nearest = index;
  });
  return nearest;
}
