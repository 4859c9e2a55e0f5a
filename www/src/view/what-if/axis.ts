/** What is made more or less of, and how its amounts are said and drawn. */
import type { Axis, Level, UsageLine } from '../../engine/types.ts';
import { product } from '../../decimal.ts';
import { height } from '../../geometry.ts';
import { w } from '../../messages/what-if.ts';
import type { Situation } from './situation.ts';

/** All usage, or everything of one feature. */
export type AxisChoice = { readonly id: string; readonly name: string; readonly axis: Axis };

export const ALL: AxisChoice = {
  id: '',
  get name() {
    return w.axis.all;
  },
  axis: 'all',
};

/** All usage, and each feature that is used, where there are several. */
export function axes({ book, usage }: Situation): AxisChoice[] {
  const used = book.features.filter(({ id }) => usage.lines.some(({ feature }) => feature === id));
  if (used.length < 2) return [ALL];
  return [ALL, ...used.map(({ id, name }): AxisChoice => ({ id, name, axis: { feature: id } }))];
}

/** The choice with this id; all usage where there is none any more. */
export function chosenAxis(situation: Situation, id: string): AxisChoice {
  return axes(situation).find((choice) => choice.id === id) ?? ALL;
}

/** How amounts along an axis are said. */
export type Amounts = {
  /** where to draw it */
  readonly position: (level: Level) => number;
  /** `3,400` */
  readonly number: (level: Level) => string;
  /** `3,400 credits a month` */
  readonly words: (level: Level) => string;
  /** `3,400 to 7,900 credits a month` */
  readonly between: (from: Level, to: Level) => string;
  /** what is counted: `credits a month` */
  readonly unit: string;
};

export function amountsOf({ usage, quote, formats }: Situation, { id, axis }: AxisChoice): Amounts {
  const own = usage.lines.filter(({ feature }) => axis !== 'all' && feature === id);
  const [line] = own;
  if (line !== undefined && own.length === 1) {
    return amounts(({ uses }) => uses ?? '0', counted(w.axis.uses(line)), formats.number);
  }
  const used = formats.types.flatMap((type, at) =>
    (quote.credits_total[at] ?? '0') === '0' ? [] : [{ type, at }],
  );
  const [first] = used;
  if (first !== undefined && used.length === 1) {
    const { type, at } = first;
    return amounts(({ credits }) => credits[at] ?? '0', counted(w.axis.credits(type.plural)), formats.number);
  }
  return amounts(({ factor }) => factor ?? '0', { unit: w.axis.factor, say: w.axis.times }, formats.number);
}

/** What is counted, and how so much of it is said. */
type Unit = { readonly unit: string; readonly say: (number: string) => string };

function counted(unit: string): Unit {
  return { unit, say: (number) => w.axis.amount(number, unit) };
}

function amounts(
  value: (level: Level) => string,
  { unit, say }: Unit,
  format: (decimal: string) => string,
): Amounts {
  const number = (level: Level) => format(value(level));
  return {
    position: (level) => height(value(level)),
    number,
    words: (level) => say(number(level)),
    between: (from, to) =>
      number(from) === number(to) ? say(number(from)) : say(w.axis.range(number(from), number(to))),
    unit,
  };
}

/** Real events are part of all usage only: so many times of them there; null where they do not change. */
export function eventsAt({ axis }: AxisChoice, { factor }: Level): string | null {
  return axis === 'all' ? factor : null;
}

/** How often each line would be used there, by line of the usage. */
export function timesAt({ usage }: Situation, { id, axis }: AxisChoice, { uses, factor }: Level): string[] {
  const isScaled = ({ feature }: UsageLine) => axis === 'all' || feature === id;
  return usage.lines.map((line) => {
    if (!isScaled(line)) return line.times;
    return uses ?? product(line.times, factor ?? '1');
  });
}
