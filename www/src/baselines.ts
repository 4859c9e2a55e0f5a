/** Which ways of buying a saving is told against. */
import { compare, isBelowZero } from './decimal.ts';
import type { Baseline } from './engine/types.ts';

/** A way of buying that covers the usage. */
export type Able = Baseline & { cost: string; saving: string; saving_percent: string };

function isAble(baseline: Baseline): baseline is Able {
  return baseline.cost !== null && baseline.saving !== null && baseline.saving_percent !== null;
}

/** Those that cover the usage, cheapest first, and those that do not. */
export function sorted(baselines: readonly Baseline[]): { able: Able[]; unable: Baseline[] } {
  return {
    able: baselines.filter(isAble).sort((one, other) => compare(one.cost, other.cost)),
    unable: baselines.filter((baseline) => !isAble(baseline)),
  };
}

/** What the headline compares with: pay as you go where it covers the usage, then the cheapest that costs more. */
export function compared(baselines: readonly Baseline[]): Able[] {
  const dearer = sorted(baselines).able.filter(({ saving }) => saving !== '0' && !isBelowZero(saving));
  const [cheapest] = dearer;
  const payAsYouGo = dearer.find(({ kind }) => kind === 'pay_as_you_go');
  return [...new Set([payAsYouGo, cheapest])].filter((baseline) => baseline !== undefined);
}
