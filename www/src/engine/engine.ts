import type { Fault, Opened, Question, Quoted, Reply, Usage } from './types.ts';

/** What asking a question other than for the quote gives in the end. */
export type Inquired = { ok: true; reply: Reply } | { ok: false; faults: Fault[] };

/**
 * The calculator's engine, wherever it runs. A faulty price book or faulty usage is an answer
 * (`ok: false`); a promise rejects only when the engine itself failed or the call was overtaken.
 */
export interface Engine {
  /** Reads and checks a price book. The handle it gives stays valid until `close`. */
  open(text: string): Promise<Opened>;
  /** Answers for one usage. A newer call overtakes an older one, which then rejects with `Overtaken`. */
  quote(handle: number, usage: Usage, signal?: AbortSignal): Promise<Quoted>;
  /**
   * Asks a question that is answered step by step, beside the quotes: `onReply` hears after each step what is known so
   * far. It rejects with `Overtaken` when `signal` aborts, and the engine forgets it.
   */
  inquire(
    handle: number,
    usage: Usage,
    question: Question,
    onReply?: (reply: Reply) => void,
    signal?: AbortSignal,
  ): Promise<Inquired>;
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
