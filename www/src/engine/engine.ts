import type { Fault, Opened, Question, Quoted, Reply, Usage } from './types.ts';

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
   * Asks a question that is answered step by step, beside the quotes: `heard` is told after each step what is known
   * so far. It resolves when nothing is left to do, with the faults of the question or none. An abort makes it reject
   * with `Overtaken`, and the engine forget it.
   */
  inquire(
    handle: number,
    usage: Usage,
    question: Question,
    heard: (reply: Reply) => void,
    signal: AbortSignal,
  ): Promise<readonly Fault[]>;
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
