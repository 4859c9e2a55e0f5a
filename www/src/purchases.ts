/** What is bought, as a person would say it: what is paid for first, then what is free, each with its dates. */
import type { Bought, ChargeKind, Found } from './engine/types.ts';

export type Purchase = Bought & {
  /** the day of each payment */
  readonly dates: readonly string[];
};

/** Lines that are charged afterwards for what was used, rather than bought. */
export function isCharge(kind: ChargeKind): boolean {
  return kind === 'pay_as_you_go' || kind === 'overage';
}

/** In the order in which they are named: bought, charged afterwards, free. */
const ORDER: readonly ((kind: ChargeKind) => boolean)[] = [
  (kind) => kind !== 'welcome' && !isCharge(kind),
  isCharge,
  (kind) => kind === 'welcome',
];

export function purchases({ purchases: all, invoice }: Found): Purchase[] {
  const dated = all.map((bought) => ({
    ...bought,
    dates: invoice
      .filter(
        ({ offer, kind, term_months }) =>
          offer === bought.offer && kind === bought.kind && term_months === bought.term_months,
      )
      .map(({ date }) => date),
  }));
  return ORDER.flatMap((belongs) => dated.filter(({ kind }) => belongs(kind)));
}
