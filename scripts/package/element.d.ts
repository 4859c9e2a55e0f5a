import type { BookView, Fault, Question, Quote, Reply, Usage } from './types.js';

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
  /**
   * Asks a further question about what is entered, once its quote is complete. `onReply` hears what is known before the
   * end. Rejects with an error named `Overtaken` when the entries change, another price book is used or `signal` aborts.
   */
  inquire(
    question: Question,
    onReply?: (reply: Reply) => void,
    signal?: AbortSignal,
  ): Promise<{ ok: true; reply: Reply } | { ok: false; faults: Fault[] }>;
}

/** The events it fires, none of which bubbles. */
export interface CreditCalculatorEvents {
  opened: CustomEvent<{ book: BookView; text: string; warnings: readonly Fault[] }>;
  /** Something else is entered; the detail is the draft. */
  entered: CustomEvent<object>;
  /** a complete one */
  quote: CustomEvent<Quote>;
  /** `preventDefault()` when you show the faults of a price book yourself. */
  fault: CustomEvent<{ what: 'book' | 'usage'; faults: readonly Fault[]; text: string | null }>;
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-calculator': CreditCalculator;
  }
}
