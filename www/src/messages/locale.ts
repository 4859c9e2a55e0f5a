/** How numbers and dates are written. It imports no words, since formats need it before there are any. */
export { locale } from './en/locale.ts';
