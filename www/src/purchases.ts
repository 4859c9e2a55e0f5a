/** What is bought, as a person would say it: what is paid for first, then what is free, each with its dates. */
import { compare } from './decimal.ts';
import type { Bought, ChargeKind, Found } from './engine/types.ts';

export type Purchase = Bought & {
  /** the day of each payment */
  readonly dates: readonly string[];
  /** the different fees in its payments, lowest first */
  readonly fees: readonly string[];
};

/** Lines that are charged afterwards for what was used, rather than bought. */
export function isCharge(kind: ChargeKind): boolean {
  return kind === 'pay_as_you_go' || kind === 'overage';
}

/** In the order in which they are named: bought, charged afterwards, free. */
const ORDER: readonly ((kind: ChargeKind) => boolean)[] = [
  (kind) => kind !== 'gift' && !isCharge(kind),
  isCharge,
  (kind) => kind === 'gift',
];

export function purchases({ purchases: all, invoice }: Found): Purchase[] {
  const dated = all.map((bought) => {
    const payments = invoice.filter(
      ({ offer, kind, term_months }) =>
        offer === bought.offer && kind === bought.kind && term_months === bought.term_months,
    );
    const fees = payments.map(({ fee }) => fee).filter((fee) => fee !== '0');
    return {
      ...bought,
      dates: payments.map(({ date }) => date),
      fees: [...new Set(fees)].sort(compare),
    };
  });
  return ORDER.flatMap((belongs) => dated.filter(({ kind }) => belongs(kind)));
}
