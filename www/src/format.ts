/** Decimal strings and dates as people read them. `Intl` formats decimal strings exactly; nothing here computes. */
import { locale, perLocale } from './messages/locale.ts';
import { m } from './messages/page.ts';
import type { BookView, CreditView } from './engine/types.ts';

/** A number of one credit type with its word. */
export type CreditFormats = {
  /** `1,240 credits` */
  exact: (decimal: string) => string;
  /** an average, to the whole credit where it is large */
  about: (decimal: string) => string;
  /** to two places, or two digits where that shows more */
  round: (decimal: string) => string;
  /** what the book calls one of them, and several when no number stands before */
  name: string;
  plural: string;
};

export type Formats = {
  /** an amount of money, with the currency's minor units */
  money: (decimal: string) => string;
  /** the same without decimals where they are 0, for an axis */
  moneyTick: (decimal: string) => string;
  /** a price of one credit: with the currency's minor units, or four digits where that shows more */
  price: (decimal: string) => string;
  number: (decimal: string) => string;
  percent: (decimal: string) => string;
  /** to two places, or two digits where that shows more */
  round: (decimal: string) => string;
  /** the credit types, in the book's order */
  types: readonly CreditFormats[];
  /** one of them by its id */
  credit: (id: string) => CreditFormats;
  /** numbers by credit type in one text without those that are 0: `1,240 credits and 30 minutes` */
  credits: (decimals: readonly string[], how?: 'exact' | 'about' | 'round') => string;
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

const plural = perLocale(({ numbers }) => new Intl.PluralRules(numbers));

/** Whether a number takes the form for exactly one. */
export function isOne(decimal: string): boolean {
  return plural().select(decimal as unknown as number) === 'one';
}

function dates(options: Intl.DateTimeFormatOptions): (iso: string) => string {
  const format = perLocale(({ dates: of }) => new Intl.DateTimeFormat(of, { ...options, timeZone: 'UTC' }));
  return (iso) => {
    const day = new Date(`${iso}T00:00:00Z`);
    return Number.isNaN(day.valueOf()) ? iso : format().format(day);
  };
}

function numbers(options: Intl.NumberFormatOptions): (decimal: string) => string {
  const format = perLocale(({ numbers: of }) => exact(new Intl.NumberFormat(of, options)));
  return (decimal) => format()(decimal);
}

const number = numbers(READABLE);
const rough = numbers(ROUGH);
const round = numbers(ROUND);
const percent = numbers({ style: 'unit', unit: 'percent', ...READABLE });
/** `29 Jun 2027` */
export const date = dates({ day: 'numeric', month: 'short', year: 'numeric' });
const month = dates({ month: 'short', year: 'numeric' });
const monthName = dates({ month: 'short' });

/** A number and the book's word for it stay together where the text around them runs the other way. */
function together(words: string): string {
  return locale.direction === 'rtl' ? `\u2068${words}\u2069` : words;
}

function creditFormats({ name, plural: many }: Pick<CreditView, 'name' | 'plural'>): CreditFormats {
  const word = (decimal: string) => (isOne(decimal) ? name : many);
  const of = (format: (decimal: string) => string) => (decimal: string) =>
    together(`${format(decimal)} ${word(decimal)}`);
  return {
    exact: of(number),
    about: of(rough),
    round: of(round),
    name,
    plural: many,
  };
}

/** For an id that no credit type has. */
const NO_TYPE = creditFormats({ name: '', plural: '' });

/** Formats for the words of one book and one of its currencies. */
export function formatsOf(book: Pick<BookView, 'currencies' | 'credits'>, currency: string): Formats {
  const style = { style: 'currency', currency } as const;
  const minor = book.currencies.find(({ code }) => code === currency)?.minor_units ?? 2;
  const places = { minimumFractionDigits: minor, maximumFractionDigits: minor };
  const types = book.credits.map(creditFormats);
  const [first = NO_TYPE] = types;
  return {
    money: numbers({ ...style, ...places }),
    moneyTick: numbers({ ...style, ...places, trailingZeroDisplay: 'stripIfInteger' }),
    price: numbers({ ...style, ...places, ...PRICE }),
    number,
    percent,
    round,
    types,
    credit: (id) => types[book.credits.findIndex((credit) => credit.id === id)] ?? first,
    credits: (decimals, how = 'round') => {
      const named = types.flatMap((type, at) => {
        const decimal = decimals[at] ?? '0';
        return decimal === '0' ? [] : [type[how](decimal)];
      });
      return named.length === 0 ? first[how]('0') : m.list(named);
    },
    date,
    month,
    period: (iso) => (iso.endsWith('-01') ? month(iso) : date(iso)),
    monthName,
  };
}

/** Whether there is none of any type. */
export function isNone(decimals: readonly string[]): boolean {
  return decimals.every((decimal) => decimal === '0');
}

/** With a capital, for the head of a column. */
export function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase(locale.numbers) + words.slice(1);
}
