/** Decimal strings and dates as people read them. `Intl` formats decimal strings exactly; nothing here computes. */
import { locale } from './messages/en.ts';
import type { BookView } from './engine/types.ts';

export type Formats = {
  /** an amount of money, with the currency's minor units */
  money: (decimal: string) => string;
  /** a price of one credit: with the currency's minor units, or four digits where that shows more */
  price: (decimal: string) => string;
  number: (decimal: string) => string;
  percent: (decimal: string) => string;
  /** `1,240 credits` */
  credits: (decimal: string) => string;
  /** an average, to the whole credit where it is large */
  aboutCredits: (decimal: string) => string;
  /** to two places, or two digits where that shows more */
  round: (decimal: string) => string;
  /** the same with the word */
  roundCredits: (decimal: string) => string;
  /** what the book calls credits when no number stands before */
  creditName: string;
  /** `29 Jun 2027` */
  date: (iso: string) => string;
  /** `Jun 2027` */
  month: (iso: string) => string;
  /** the name of a month, or its first day where it does not start with a calendar month */
  period: (iso: string) => string;
  /** `Jun` */
  monthName: (iso: string) => string;
};

/** The one place that tells TypeScript what the standard says: a decimal string is formatted exactly. */
function exact(format: Intl.NumberFormat): (decimal: string) => string {
  return (decimal) => format.format(decimal as Intl.StringNumericLiteral);
}

/** Four places, or six digits where that shows more: `1,240.25` and `0.000312`. */
const READABLE = {
  maximumFractionDigits: 4,
  maximumSignificantDigits: 6,
  roundingPriority: 'morePrecision',
} as const;

/** Whole numbers, or four digits where that shows more. */
const ROUGH = {
  maximumFractionDigits: 0,
  maximumSignificantDigits: 4,
  roundingPriority: 'morePrecision',
} as const;

/** Four digits, where they show more than the places asked for. */
const PRICE = { maximumSignificantDigits: 4, roundingPriority: 'morePrecision' } as const;

/** Two places, or two digits where that shows more. */
const ROUND = {
  maximumFractionDigits: 2,
  maximumSignificantDigits: 2,
  roundingPriority: 'morePrecision',
} as const;

const plural = new Intl.PluralRules(locale.numbers);

/** Whether a number takes the form for exactly one. */
export function isOne(decimal: string): boolean {
  return plural.select(decimal as unknown as number) === 'one';
}

function dates(options: Intl.DateTimeFormatOptions): (iso: string) => string {
  const format = new Intl.DateTimeFormat(locale.dates, { ...options, timeZone: 'UTC' });
  return (iso) => {
    const day = new Date(`${iso}T00:00:00Z`);
    return Number.isNaN(day.valueOf()) ? iso : format.format(day);
  };
}

const number = exact(new Intl.NumberFormat(locale.numbers, READABLE));
const rough = exact(new Intl.NumberFormat(locale.numbers, ROUGH));
const round = exact(new Intl.NumberFormat(locale.numbers, ROUND));
const percent = exact(new Intl.NumberFormat(locale.numbers, { style: 'unit', unit: 'percent', ...READABLE }));
const date = dates({ day: 'numeric', month: 'short', year: 'numeric' });
const month = dates({ month: 'short', year: 'numeric' });
const monthName = dates({ month: 'short' });

/** Formats for the words and the currency of one book. */
export function formatsOf(book: Pick<BookView, 'currency' | 'minor_units' | 'credit'>): Formats {
  const style = { style: 'currency', currency: book.currency } as const;
  const places = { minimumFractionDigits: book.minor_units, maximumFractionDigits: book.minor_units };
  const { name, plural: many } = book.credit;
  return {
    money: exact(new Intl.NumberFormat(locale.numbers, { ...style, ...places })),
    price: exact(new Intl.NumberFormat(locale.numbers, { ...style, ...places, ...PRICE })),
    number,
    percent,
    credits: (decimal) => `${number(decimal)} ${isOne(decimal) ? name : many}`,
    aboutCredits: (decimal) => `${rough(decimal)} ${isOne(decimal) ? name : many}`,
    round,
    roundCredits: (decimal) => `${round(decimal)} ${isOne(decimal) ? name : many}`,
    creditName: many,
    date,
    month,
    period: (iso) => (iso.endsWith('-01') ? month(iso) : date(iso)),
    monthName,
  };
}
