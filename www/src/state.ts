/** What the visitor sees and typed, as one immutable value. */
import { emptyDraft, type Draft } from './draft.ts';
import type { BookView, Fault, Quote, Usage } from './engine/types.ts';

/** An answer and what it is the answer to. */
export type Answered = { readonly quote: Quote; readonly usage: Usage };

export type State = {
  readonly book: BookView | null;
  readonly draft: Draft;
  /** the last good answer; it stays while the usage is faulty */
  readonly answered: Answered | null;
  /** the last complete quote in the same words; the newest one may still be compared with other ways to buy */
  readonly complete: Quote | null;
  /** what is wrong with the usage, at paths of the draft: `lines.<key>.inputs.words`, `growth` */
  readonly usageFaults: readonly Fault[];
  /** what is wrong with the newest price book; the one before it stays in use */
  readonly bookFaults: readonly Fault[];
  readonly failure: Failure | null;
};

export type Failure = { readonly kind: 'engine' | 'not_loaded'; readonly detail: string };

export function firstState(start: string): State {
  return {
    book: null,
    draft: emptyDraft(start),
    answered: null,
    complete: null,
    usageFaults: [],
    bookFaults: [],
    failure: null,
  };
}
