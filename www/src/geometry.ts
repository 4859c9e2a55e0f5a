/**
 * Positions on the screen: the only place where decimal strings become floats. What is computed here is
 * where to draw or where a slider stops, never an amount that is shown or charged.
 */

/** Values of a slider, smallest first; the slider itself moves over their indexes. */
export type Stops = readonly string[];

const MOST_STOPS = 200;
const DEFAULTS_ON_SLIDER = 5;
const SMALLEST_END = 10;

export type Limits = {
  min: string | null;
  max: string | null;
  step: string | null;
  /** an everyday value */
  around: string;
  /** the largest value typed so far */
  beyond: string;
};

/** The next of 1, 2, 5, 10, 20, 50, … */
function niceAtLeast(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= value) ?? 10;
  return factor * power;
}

/** Printed without the noise of binary fractions. */
function text(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}

function sliderEnd({ max, around, beyond }: Limits, low: number): number {
  const everyday = niceAtLeast(Math.max(Number(around) * DEFAULTS_ON_SLIDER, low * 2, SMALLEST_END));
  const end = Number(beyond) > everyday ? niceAtLeast(Number(beyond)) : everyday;
  return max === null ? end : Math.min(Number(max), end);
}

/**
 * Stops from `min` to the smaller of `max` and a round number well above everyday values, so that those
 * are easy to hit; the box takes the rest. Empty when there is nothing to slide over.
 */
export function sliderStops(limits: Limits): Stops {
  const low = Number(limits.min ?? '0');
  const end = sliderEnd(limits, low);
  if (!(end > low)) return [];
  const given = Number(limits.step ?? '0');
  const whole = Number.isInteger(low) && Number.isInteger(end) ? 1 : 0;
  const fits = given > 0 && (end - low) / given <= MOST_STOPS;
  const width = fits ? given : niceAtLeast(Math.max((end - low) / MOST_STOPS, given, whole));
  // Stops after the first are multiples, so that a slider from 1 gives 50, 100, 150 and not 51, 101, 151.
  const base = given > 0 ? low : Math.floor(low / width) * width;
  const between = Array.from({ length: MOST_STOPS }, (_, at) => base + (at + 1) * width);
  return [low, ...between.filter((value) => value > low && value < end), end].map(text);
}
/** The stop nearest to a typed value; the first one when the text is no number. */
export function nearestStop(stops: Stops, value: string): number {
  const wanted = Number(value);
  let best = 0;
  stops.forEach((stop, at) => {
    if (Math.abs(Number(stop) - wanted) < Math.abs(Number(stops[best]) - wanted)) best = at;
  });
  return best;
}

/** The larger of two values; text that is no number never wins. */
export function larger(one: string, other: string): string {
  return Number(other) > Number(one) ? other : one;
}

/** A round number somewhat above an amount, to begin with; `smallest` where there is none. */
export function roundAbove(decimal: string, smallest: number): string {
  return text(niceAtLeast(Math.max(Number(decimal), smallest)));
}

/** How high to draw an amount. */
export function height(decimal: string): number {
  return Number(decimal);
}

/** How long to draw an amount beside the others: percent of the largest. */
export function share(decimal: string, all: readonly string[]): number {
  const largest = Math.max(...all.map(Number));
  return largest > 0 ? (100 * Number(decimal)) / largest : 0;
}

const DAY = 86_400_000;

/** Days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** The day so many days later; text that is no day stays as it is, for the engine to refuse. */
export function dayAfter(from: string, days: number): string {
  const day = new Date(Date.parse(from) + days * DAY);
  return Number.isNaN(day.valueOf()) ? from : day.toISOString().slice(0, 10);
}
