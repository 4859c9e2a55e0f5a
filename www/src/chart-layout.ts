/** Where everything of the balance chart is drawn, in pixels. */
import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { daysBetween, height } from './geometry.ts';
import type { Ledger } from './ledgers.ts';

export type Point = readonly [day: number, balance: number];
export type Tick = { readonly at: number; readonly value: string };
export type Mark = { readonly x: number; readonly top: number; readonly bottom: number };
export type Bar = {
  readonly x: number;
  readonly width: number;
  readonly used: number;
  readonly slow: number;
  readonly charged: number;
};
export type Layout = {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly area: string;
  readonly line: string;
  readonly balances: readonly Tick[];
  readonly months: readonly Tick[];
  readonly grants: readonly Mark[];
  readonly losses: readonly Mark[];
  readonly bars: readonly Bar[];
  /** whether credits come or go too often to be marked each time */
  readonly dense: boolean;
  readonly barsTop: number;
  readonly barsBottom: number;
  readonly days: number;
};

const TOP = 16;
const PLOT = 150;
const MONTH_LABELS = 50;
const BARS_TITLE = 22;
const BARS = 28;
const RIGHT = 10;
const DIGIT = 7.5;
const MONTH_LABEL_WIDTH = 42;
const BALANCE_TICKS = 4;
/** marks nearer to each other than this cannot be told apart */
const MARK = 6;

/** Balances at the end of each day, and the jumps at its start where each of them can be seen. */
function points(ledger: Ledger, start: string, dense: boolean): Point[] {
  const jumps = new Map<number, number[]>();
  if (dense) return ledger.daily_balance.map((balance, day) => [day + 0.5, height(balance)]);
  for (const event of ledger.events) {
    const day = daysBetween(start, event.date);
    jumps.set(day, [...(jumps.get(day) ?? []), height(event.balance)]);
  }
  const path: Point[] = [[0, 0]];
  ledger.daily_balance.forEach((balance, day) => {
    for (const jump of jumps.get(day) ?? []) path.push([day, jump]);
    path.push([day + 1, height(balance)]);
  });
  return path;
}

function monthTicks(ledger: Ledger, start: string, x: (day: number) => number): Tick[] {
  const starts = ledger.months.map((month) => month.start);
  const spread = x(daysBetween(start, starts[1] ?? start)) - x(0) || MONTH_LABEL_WIDTH;
  const every = [1, 2, 3, 6, 12].find((step) => step * spread >= MONTH_LABEL_WIDTH) ?? 12;
  return starts
    .filter((_, at) => at % every === 0)
    .map((value) => ({ at: x(daysBetween(start, value)), value }));
}

function marks(ledger: Ledger, start: string, kind: 'grant' | 'loss', x: Scale, y: Scale): Mark[] {
  return ledger.events
    .filter((event) => event.kind === kind)
    .map(({ date, credits, balance }) => {
      const after = height(balance);
      const before = kind === 'grant' ? after - height(credits) : after + height(credits);
      return {
        x: x(daysBetween(start, date)),
        top: y(Math.max(before, after)),
        bottom: y(Math.min(before, after)),
      };
    });
}

type Scale = (value: number) => number;

function bars(ledger: Ledger, start: string, x: Scale): Bar[] {
  const totals = ledger.months.map(
    ({ used, slow, charged }) => height(used) + height(slow) + height(charged),
  );
  const most = Math.max(...totals, 1e-9);
  return ledger.months.map((month) => {
    const from = x(daysBetween(start, month.start));
    const gap = 2;
    return {
      x: from + gap / 2,
      width: Math.max(1, x(daysBetween(start, month.end)) - from - gap),
      used: (height(month.used) / most) * BARS,
      slow: (height(month.slow) / most) * BARS,
      charged: (height(month.charged) / most) * BARS,
    };
  });
}

/** `label` gives the text of a balance, so that the axis gets the room it needs. */
export function layout(
  ledger: Ledger,
  start: string,
  width: number,
  label: (decimal: string) => string,
): Layout {
  const dense = ledger.events.length > (2 * width) / MARK;
  const path = points(ledger, start, dense);
  const days = ledger.daily_balance.length;
  const bottom = TOP + PLOT;
  const y = scaleLinear()
    .domain([0, Math.max(...path.map(([, balance]) => balance), 1e-9)])
    .range([bottom, TOP])
    .nice(BALANCE_TICKS);
  const balances = y.ticks(BALANCE_TICKS).map((tick) => ({ at: y(tick), value: String(tick) }));
  const left = Math.max(...balances.map(({ value }) => label(value).length)) * DIGIT + 10;
  const right = Math.max(width - RIGHT, left + 1);
  const x = scaleLinear().domain([0, days]).range([left, right]);
  const at = ([day]: Point) => x(day);
  const barsBottom = bottom + MONTH_LABELS + BARS_TITLE + BARS;
  return {
    width,
    height: barsBottom + 4,
    left,
    right,
    top: TOP,
    bottom,
    area: area<Point>(at, bottom, ([, balance]) => y(balance))(path) ?? '',
    line: line<Point>(at, ([, balance]) => y(balance))(path) ?? '',
    balances,
    months: monthTicks(ledger, start, x),
    grants: dense ? [] : marks(ledger, start, 'grant', x, y),
    losses: dense ? [] : marks(ledger, start, 'loss', x, y),
    dense,
    bars: bars(ledger, start, x),
    barsTop: barsBottom - BARS,
    barsBottom,
    days,
  };
}

/** The day drawn at a place; the first or last one outside the plot. */
export function dayAt({ left, right, days }: Layout, x: number): number {
  const day = Math.floor(((x - left) / (right - left)) * days);
  return Math.min(Math.max(day, 0), days - 1);
}

/** The middle of a day. */
export function middleOf({ left, right, days }: Layout, day: number): number {
  return left + ((day + 0.5) / days) * (right - left);
}
