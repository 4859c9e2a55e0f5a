import type { Fault, Opened, Question, Quote, Quoted, Read, Reply, Usage } from './types.ts';

/** What asking a question other than for the quote gives in the end. */
export type Inquired = { ok: true; reply: Reply } | { ok: false; faults: Fault[] };

/**
 * The calculator's engine, wherever it runs. A faulty price book or faulty usage is an answer
 * (`ok: false`); a promise rejects only when the engine itself failed or the call was overtaken.
 */
export interface Engine {
  /** Reads and checks a price book. The handle it gives stays valid until `close`. */
  open(text: string): Promise<Opened>;
  /**
   * Answers for one usage; `onQuote` hears what is known before that. A newer call overtakes everything that is being
   * answered, which then rejects with `Overtaken`, as it does when `signal` aborts.
   */
  quote(
    handle: number,
    usage: Usage,
    onQuote?: (quote: Quote) => void,
    signal?: AbortSignal,
  ): Promise<Quoted>;
  /** Answers another question about usage, once the newest quote is complete; like `quote` otherwise. */
  inquire(
    handle: number,
    usage: Usage,
    question: Question,
    onReply?: (reply: Reply) => void,
    signal?: AbortSignal,
  ): Promise<Inquired>;
  /** Reads the rules of a price book, with the prices of one of its currencies. */
  rules(handle: number, currency: string): Promise<Read>;
  /** Forgets a price book. */
  close(handle: number): void;
}

/** A newer quote, or an abort, made this answer pointless. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** The engine stopped in the middle of a call. It has been started again. */
export class Crashed extends Error {
  override readonly name = 'Crashed';
}
