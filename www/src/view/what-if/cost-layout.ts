/** Where everything of the cost chart is drawn, in pixels. */
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { CostView, CurveView, Piece } from '../../engine/types.ts';
import { height } from '../../geometry.ts';
import type { Amounts } from './axis.ts';

export type Tick = { readonly at: number; readonly value: string };
/** A computed amount. */
export type Spot = { readonly x: number; readonly y: number | null };
export type WayLine = {
  readonly path: string;
  /** where its number stands; null where it is out of sight */
  readonly label: { readonly x: number; readonly y: number } | null;
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
const AMOUNT_LABEL = 70;
/** how far above the dearest best way the plot goes, so that dearer ways are seen to be */
const HEADROOM = 1.3;
/** labels nearer to each other than this cannot be told apart */
const APART = 19;

type Point = readonly [x: number, y: number | null];

function drawn(path: readonly Point[]): string {
  const whole = line<Point>()
    .defined(([, y]) => y !== null)
    .x(([x]) => x)
    .y(([, y]) => y ?? 0);
  return whole([...path]) ?? '';
}

/** The rightmost place on a path that is in sight and free. */
function labelPlace(path: readonly Point[], top: number, taken: { x: number; y: number }[]) {
  for (const [x, y] of path.toReversed()) {
    if (y === null || y < top + 4) continue;
    if (taken.some((other) => Math.hypot(other.x - x, other.y - y) < APART)) continue;
    const place = { x, y };
    taken.push(place);
    return place;
  }
  return null;
}

/** `shown` are places of ways in the curve; `label` gives the text of a cost, so that the axis gets the room it needs. */
export function costLayout(
  curve: CurveView,
  pieces: readonly Piece[],
  shown: readonly number[],
  amounts: Amounts,
  width: number,
  label: (decimal: string) => string,
): CostLayout {
  const bottom = TOP + PLOT;
  const stripTop = bottom + STRIP_GAP;
  const { points } = curve;
  const most = Math.max(...points.map(({ best }) => height(best.cost ?? '0')), 1e-9);
  const y = scaleLinear().domain([0, most * HEADROOM]).range([bottom, TOP]).nice(COST_TICKS);
  const costs = y.ticks(COST_TICKS).map((tick) => ({ at: y(tick), value: String(tick) }));
  const left = Math.max(...costs.map(({ value }) => label(value).length)) * DIGIT + 10;
  const right = Math.max(width - RIGHT, left + 1);
  const end = Math.max(...points.map(({ level }) => amounts.position(level)), 1e-9);
  const x = scaleLinear().domain([0, end]).range([left, right]).clamp(true);
  const tickCount = Math.max(2, Math.floor((right - left) / AMOUNT_LABEL));
  const at = (cost: CostView | undefined, place: number): Point => [
    place,
    cost?.cost == null ? null : y(height(cost.cost)),
  ];
  const places = points.map(({ level }) => x(amounts.position(level)));
  const best = points.map((point, index) => at(point.best, places[index] ?? left));
  const taken = [{ x: right, y: best.at(-1)?.[1] ?? TOP }];
  const ways = shown.map((way): WayLine => {
    const path = points.map((point, index) => at(point.alone[way], places[index] ?? left));
    return { path: drawn(path), label: labelPlace(path, TOP, taken) };
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
    amounts: x.ticks(tickCount).map((tick) => ({ at: x(tick), value: String(tick) })),
    stripes: stripes(pieces, (piece) => [
      x(amounts.position(piece.from)),
      x(amounts.position(piece.to)),
    ]),
    spots: best.map(([place, cost]) => ({ x: place, y: cost })),
  };
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
