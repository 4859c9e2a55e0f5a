/** What is made more or less of, and how its amounts are said and drawn. */
import type { Axis, Level, UsageLine } from '../../engine/types.ts';
import { product } from '../../decimal.ts';
import { height } from '../../geometry.ts';
import { w } from '../../messages/en-what-if.ts';
import type { Situation } from './situation.ts';

/** All usage, or everything of one feature. */
export type AxisChoice = { readonly id: string; readonly name: string; readonly axis: Axis };

export const ALL: AxisChoice = { id: '', name: w.axis.all, axis: 'all' };

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

export function amountsOf({ book, usage, formats }: Situation, { id, axis }: AxisChoice): Amounts {
  const own = usage.lines.filter(({ feature }) => axis !== 'all' && feature === id);
  const [line] = own;
  const [type] = formats.types;
  if (line !== undefined && own.length === 1)
    return amounts(({ uses }) => uses ?? '0', w.axis.uses(line), formats.number);
  if (type !== undefined && book.credits.length === 1) {
    return amounts(({ credits: [credits] }) => credits ?? '0', w.axis.credits(type.plural), formats.number);
  }
  return amounts(({ factor }) => factor ?? '0', w.axis.factor, formats.number);
}

function amounts(
  value: (level: Level) => string,
  unit: string,
  format: (decimal: string) => string,
): Amounts {
  const number = (level: Level) => format(value(level));
  return {
    position: (level) => height(value(level)),
    number,
    words: (level) => w.axis.amount(number(level), unit),
    between: (from, to) =>
      number(from) === number(to)
        ? w.axis.amount(number(from), unit)
        : w.axis.amount(w.axis.range(number(from), number(to)), unit),
    unit,
  };
}

/** How often each line would be used there, by line of the usage. */
export function timesAt({ usage }: Situation, { id, axis }: AxisChoice, { uses, factor }: Level): string[] {
  const isScaled = ({ feature }: UsageLine) => axis === 'all' || feature === id;
  return usage.lines.map((line) => {
    if (!isScaled(line)) return line.times;
    return uses ?? product(line.times, factor ?? '1');
  });
}
