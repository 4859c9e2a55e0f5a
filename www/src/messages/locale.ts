/** How numbers and dates are written now. It imports no words, since formats need it before there are any. */
import { locale as english } from './en/locale.ts';
import { follow, language, type Locale } from './language.ts';

export let locale: Locale = english;
follow(() => {
  ({ locale } = language());
});

/** What is made for one locale, made again for the next. */
export function perLocale<T>(make: (locale: Locale) => T): () => T {
  let made: { readonly of: Locale; readonly value: T } | null = null;
  return () => {
    if (made?.of !== locale) made = { of: locale, value: make(locale) };
    return made.value;
  };
}
