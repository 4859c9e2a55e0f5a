/** Tables as CSV (RFC 4180), as spreadsheets read it. */

/** Without it, Excel takes UTF-8 for something else. */
const BYTE_ORDER_MARK = '\u{feff}';
const NUMBER = /^-?\d+(?:\.\d+)?$/u;
/** What a spreadsheet would take for a formula. */
const FORMULA = /^[\t\r\n ]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/u;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/u;

/** A text that could be taken for a formula is begun with an apostrophe, which makes it text. */
function cell(value: string | null): string {
  if (value === null) return '';
  const harmless = !NUMBER.test(value) && FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

export type Row = readonly (string | null)[];

export function csv(head: Row, rows: readonly Row[]): string {
  const lines = [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`);
  return BYTE_ORDER_MARK + lines.join('');
}
