import type { BookView, Fault, Quote, Usage } from './types.js';

/** `<credit-calculator>`. Importing this module defines it. */
export class CreditCalculator extends HTMLElement {
  /** The address of a price book; also an attribute. */
  book: string | null;
  /** A price book itself, in place of an address. */
  bookText: string;
  /** What is entered. */
  usage: Usage;
  /** The same as it was typed: a plain object, to be kept and set again. */
  draft: object;
  /** Takes the last step of entering back. */
  undo(): void;
  redo(): void;
  /** Enters the example that was chosen last anew. */
  reset(): void;
}

/** The events it fires, none of which bubbles. */
export interface CreditCalculatorEvents {
  opened: CustomEvent<{ book: BookView; text: string; warnings: readonly Fault[] }>;
  /** Something else is entered; the detail is the draft. */
  entered: CustomEvent<object>;
  quote: CustomEvent<Quote>;
  /** `preventDefault()` when you show the faults of a price book yourself. */
  fault: CustomEvent<{ what: 'book' | 'usage'; faults: readonly Fault[]; text: string | null }>;
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-calculator': CreditCalculator;
  }
}
