/** What is compared: where a column comes from, and what is known of it. */
import type { BookView, Found, Quote, Usage } from '../engine/types.ts';
import type { Laid } from '../take/desk.ts';

export const MOST_COLUMNS = 4;

export type Source =
  | { readonly kind: 'now' }
  | { readonly kind: 'scenario'; readonly name: string }
  /** one of the page's own price books, and one that was opened from a file: both for the same usage */
  | { readonly kind: 'shelf'; readonly name: string; readonly file: string }
  | { readonly kind: 'file'; readonly name: string; readonly text: string };

export type Column = { readonly key: number; readonly source: Source };

/** What is entered now, with its complete answer. */
export type Now = { readonly book: Laid; readonly usage: Usage; readonly quote: Quote };

export type Answer = {
  readonly book: BookView;
  readonly quote: Quote;
  readonly found: Found;
  readonly notes: readonly string[];
  /** whether all that is used is in the cost */
  readonly isWhole: boolean;
};

/** Why there is no cost, a sentence each. */
export type Silence = { readonly why: readonly string[]; readonly notes: readonly string[] };

export type Result = Answer | Silence;

export function isAnswer(result: Result | undefined): result is Answer {
  return result !== undefined && 'found' in result;
}
