/** Every digit of a decimal, for sums that are compared with an invoice. */
import { perLocale } from '../messages/locale.ts';

const format = perLocale(({ numbers }) => new Intl.NumberFormat(numbers, { maximumFractionDigits: 20 }));

export function exactly(decimal: string): string {
  return format().format(decimal as Intl.StringNumericLiteral);
}
