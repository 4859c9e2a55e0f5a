/** What the page says, in the language it is shown in. */
export { m } from './en/page.ts';
