/** What is said of the rules of a price book, in the language the page is shown in. */
export { rules as r } from './en/rules.ts';
