/** The quote and its statement as tables for spreadsheets: numbers as the engine wrote them, dates as yyyy-mm-dd. */
import type { BookView, Found, LeftLine, LossLine, Quote, QuoteLine } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { dayAfter } from '../geometry.ts';
import { ledgers } from '../ledgers.ts';
import { m } from '../messages/page.ts';
import { csv, type Row } from './csv.ts';

const words = () => m.take.table;

type Book = Pick<BookView, 'credits'>;

export function quoteTable(quote: Quote, book: Book): string {
  const types = book.credits.map(({ plural }) => plural);
  const head = [words().section, words().day, words().what, words().detail, words().quantity, ...types];
  const found = 'found' in quote.answer ? quote.answer.found : null;
  const rows = [
    ...quote.lines.map((line) => usageRow(line, book)),
    [words().sections.need, null, words().total, null, null, ...quote.credits_total, null, null, null],
    ...(found === null ? [] : foundRows(found, quote, book)),
  ];
  return csv([...head, words().amount, words().currency, words().lastUsable], rows);
}

function usageRow(line: QuoteLine, { credits: types }: Book): Row {
  const credits = types.map(
    ({ id }) => line.costs.find(({ credit }) => credit === id)?.credits_total ?? null,
  );
  const people = line.people === '1' ? null : line.people;
  const detail = line.costs.map((cost) => cost.line).join('; ');
  const often = m.usage.sum(line.times, line.per, people);
  return [words().sections.usage, null, line.name, detail, often, ...credits, null, null, null];
}

function foundRows(found: Found, { book: { currency } }: Quote, { credits: types }: Book): Row[] {
  const none = types.map(() => null);
  const kept = (
    section: string,
    { name, granted, credits, credit, value, last_usable }: LeftLine | LossLine,
  ) => {
    const byType = types.map(({ id }) => (id === credit ? credits : null));
    return [section, granted, name, null, null, ...byType, value, currency, last_usable];
  };
  return [
    ...found.invoice.map((line): Row => {
      const name = m.purchase.name(line.kind, line.name, line.term_months);
      const what = line.automatic ? m.purchase.automatic(name) : name;
      const fee = line.fee === '0' ? null : words().fee(line.fee);
      return [
        words().sections.buy,
        line.date,
        what,
        fee,
        String(line.quantity),
        ...line.credits,
        line.amount,
        currency,
        null,
      ];
    }),
    [words().sections.buy, null, words().total, null, null, ...none, found.cost, currency, null],
    ...found.expiry.losses.map((line) => kept(words().sections.expires, line)),
    ...found.expiry.left.map((line) => kept(words().sections.left, line)),
  ];
}

/** Day by day what comes and goes, and at the end of each month what was used and is left. */
export function statementTable(found: Found, formats: Formats): string {
  const head = [
    words().day,
    words().type,
    words().what,
    words().source,
    words().credits,
    words().balance,
    words().lastUsable,
  ];
  const rows = ledgers(found).flatMap(({ credit, events, months }) => {
    const type = formats.credit(credit).plural;
    const dated = events.map(({ date, kind, name, credits, balance, last_usable }): Row => {
      const source = name === '' ? words().had : name;
      return [date, type, words().events[kind], source, credits, balance, last_usable];
    });
    const closing = months.flatMap(({ end, used, charged, balance }): Row[] => {
      const last = dayAfter(end, -1);
      return [
        [last, type, words().used, null, used, null, null],
        ...(charged === '0' ? [] : [[last, type, words().charged, null, charged, null, null]]),
        [last, type, words().leftAtEnd, null, null, balance, null],
      ];
    });
    // A month's use is known at its end, after whatever came that day.
    return [...dated, ...closing].sort(([one], [other]) => order(one, other));
  });
  return csv(head, rows);
}

function order(one: string | null | undefined, other: string | null | undefined): number {
  return (one ?? '').localeCompare(other ?? '', 'en');
}
