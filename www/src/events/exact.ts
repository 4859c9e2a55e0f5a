/** Every digit of a decimal, for sums that are compared with an invoice. */
import { locale } from '../messages/locale.ts';

const format = new Intl.NumberFormat(locale.numbers, { maximumFractionDigits: 20 });

export function exactly(decimal: string): string {
  return format.format(decimal as Intl.StringNumericLiteral);
}
