/** Each credit type's ledger with the days of its months, as charts and tables need it. */
import type { CreditLedger, CreditMonth, Found } from './engine/types.ts';

export type LedgerMonth = CreditMonth & { readonly start: string; readonly end: string };
export type Ledger = Omit<CreditLedger, 'months'> & { readonly months: readonly LedgerMonth[] };

/** Credits of a month that are used, whatever pays for them. */
const WANTED = ['used', 'charged', 'carried', 'slow', 'blocked'] as const;

function isActive({ events, months }: CreditLedger): boolean {
  return events.length > 0 || months.some((month) => WANTED.some((key) => month[key] !== '0'));
}

/** Those of the credit types with which anything happens, in the book's order; of none, the first. */
export function ledgers({ statement }: Found): Ledger[] {
  const active = statement.credits.filter(isActive);
  const shown = active.length > 0 ? active : statement.credits.slice(0, 1);
  return shown.map((ledger) => ({
    ...ledger,
    months: statement.months.flatMap(({ start, end }, at) => {
      const month = ledger.months[at];
      return month === undefined ? [] : [{ ...month, start, end }];
    }),
  }));
}
