/**
 * A vendor's own texts laid over the page's. A text takes the place of a text. Where a message has arguments, a text may
 * hold them as {1}, {2}, …, an object of texts by plural form (`one`, `other`, …) is chosen from by the first number among
 * them, and a function does as it likes. What does not fit is named on the console and left out.
 */
import type { Locale } from './language.ts';

/** Part of the tree of messages. */
export type Overrides = { readonly [key: string]: unknown };

type Spoken = (...given: unknown[]) => unknown;

const PLACE = /\{([1-9])\}/gu;
const NUMBER = /^-?\d+(?:\.\d+)?$/u;

function isTree(value: unknown): value is Overrides {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isForms(value: unknown): value is Record<string, string> {
  return isTree(value) && typeof value['other'] === 'string' && Object.values(value).every(isText);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function written(given: unknown, { numbers }: Locale): string {
  if (typeof given === 'number') return new Intl.NumberFormat(numbers).format(given);
  if (Array.isArray(given)) return new Intl.ListFormat(numbers).format(given.map(String));
  return typeof given === 'string' ? given : '';
}

function filled(text: string, given: readonly unknown[], locale: Locale): string {
  return text.replace(PLACE, (_, place: string) => written(given[Number.parseInt(place, 10) - 1], locale));
}

function spoken(own: unknown, locale: Locale): Spoken | null {
  if (typeof own === 'function') return own as Spoken;
  if (isText(own)) return (...given) => filled(own, given, locale);
  if (!isForms(own)) return null;
  const rules = new Intl.PluralRules(locale.numbers);
  return (...given) => {
    const count = given.find((each) => typeof each === 'number' || (isText(each) && NUMBER.test(each)));
    // A decimal string is exact; Intl takes one, which its types do not say.
    const form = rules.select((count ?? 0) as number);
    return filled(own[form] ?? own['other'] ?? '', given, locale);
  };
}

/** A list is taken as a whole, when everything in it is of the kind the page's own has. */
function isAlike(own: unknown, words: readonly unknown[]): own is unknown[] {
  const [first] = words;
  const fits = (each: unknown): boolean => (Array.isArray(first) ? isAlike(each, first) : isText(each));
  return Array.isArray(own) && own.every(fits);
}

function refuse(path: string, what: string): void {
  console.warn(`credit-calculator: messages.${path} ${what}, so it is left out.`);
}

/** The same words with the vendor's own in their places. `path` is where they stand. */
export function overridden<T>(words: T, own: unknown, locale: Locale, path = ''): T {
  if (!isTree(own)) {
    refuse(path, 'is no object');
    return words;
  }
  const laid: Record<string, unknown> = { ...(words as Record<string, unknown>) };
  for (const [key, value] of Object.entries(own)) {
    const place = path === '' ? key : `${path}.${key}`;
    const base = Object.hasOwn(laid, key) ? laid[key] : undefined;
    if (base === undefined) refuse(place, 'is no message');
    else if (isTree(base)) laid[key] = overridden(base, value, locale, place);
    else if (typeof base === 'function') {
      const said = spoken(value, locale);
      if (said === null) refuse(place, 'is no text, texts by plural form or function');
      else laid[key] = said;
    } else if (Array.isArray(base) ? isAlike(value, base) : isText(value)) laid[key] = value;
    else refuse(place, Array.isArray(base) ? 'is no list like the one it would replace' : 'is no text');
  }
  return laid as T;
}
