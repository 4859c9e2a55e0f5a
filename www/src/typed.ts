/** What people type, made into what the engine reads. Only spelling is changed here; the engine judges the rest. */
import { perLocale } from './messages/locale.ts';

const GROUPED = /^-?\d{1,3}(?:([,'’ \u00a0\u202f])\d{3})(?:\1\d{3})*(?:\.\d+)?$/u;
const PLAIN_NUMBER = /^\d+(?:\.\d+)?$/u;
const WHOLE = /^\d{1,6}$/u;
const ZERO = /^0*(?:\.0*)?$/u;

/** `1,000.5` as `1000.5`. Text in which the commas are not plainly thousands is passed on for the engine to refuse. */
export function decimalText(typed: string): string {
  const text = typed.trim();
  const separator = GROUPED.exec(text)?.[1];
  return separator === undefined ? text : text.replaceAll(separator, '');
}

/** A typed number as a format shows it; as typed where it is none. */
export function shown(typed: string, format: (decimal: string) => string): string {
  const text = decimalText(typed);
  return PLAIN_NUMBER.test(text) ? format(text) : typed;
}

/** A whole number, or 0 (which the engine refuses with its reason) when the text is none. */
export function wholeNumber(typed: string): number {
  const text = typed.trim();
  return WHOLE.test(text) ? Number.parseInt(text, 10) : 0;
}

/** Whether nothing is asked for: an empty box or a zero. */
export function isNothing(typed: string): boolean {
  return ZERO.test(typed.trim());
}

/** Digits of Arabic and Persian keyboards. */
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/gu;

const isComma = perLocale(({ numbers }) =>
  new Intl.NumberFormat(numbers)
    .formatToParts(1.5)
    .some(({ type, value }) => type === 'decimal' && value === ','),
);

/** Point and comma change places where the language writes decimals with a comma. */
function turned(text: string): string {
  return isComma() ? text.replace(/[.,]/gu, (sign) => (sign === '.' ? ',' : '.')) : text;
}

/**
 * What is typed in the language shown, as it is kept: with a point for decimals and digits of 0 to 9, whether it is a
 * number or not. `1,5` of a German page is kept as `1.5`, and its `1.234` as `1,234`: thousands, as on an English one.
 */
export function keptText(typed: string): string {
  return turned(typed.replaceAll('\u066b', isComma() ? ',' : '.').replaceAll('\u066c', isComma() ? '.' : ','))
    .replace(DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & 15))
    .replaceAll('\u2212', '-');
}

/** What is kept, as one types it in the language shown. */
export function shownText(kept: string): string {
  return turned(kept);
}
