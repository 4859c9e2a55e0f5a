/** The invoice as a person would say it: equal lines together. Counts purchases; adds no money. */
import type { InvoiceLine } from './engine/types.ts';

export type Purchase = {
  readonly kind: InvoiceLine['kind'];
  readonly offer: string;
  readonly name: string;
  readonly termMonths: number | null;
  /** how many times it is bought, over all its dates */
  readonly count: number;
  /** one for each invoice line */
  readonly dates: readonly string[];
  /** credits and amount of each invoice line, where all lines have the same */
  readonly credits: string | null;
  readonly amount: string | null;
};

/** Lines that are charged afterwards for what was used, rather than bought. */
export function isCharge(kind: InvoiceLine['kind']): boolean {
  return kind === 'pay_as_you_go' || kind === 'overage';
}

function same(values: readonly string[]): string | null {
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : null;
}

function together(lines: readonly InvoiceLine[], first: InvoiceLine): Purchase {
  return {
    kind: first.kind,
    offer: first.offer,
    name: first.name,
    termMonths: first.term_months,
    count: lines.reduce((count, line) => count + line.quantity, 0),
    dates: lines.map((line) => line.date),
    credits: same(lines.map((line) => line.credits)),
    amount: same(lines.map((line) => line.amount)),
  };
}

export function purchases(invoice: readonly InvoiceLine[]): Purchase[] {
  const groups = new Map<string, InvoiceLine[]>();
  for (const line of invoice) {
    const key = [line.kind, line.offer, line.term_months].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()].flatMap((lines) => (lines[0] === undefined ? [] : [together(lines, lines[0])]));
}
