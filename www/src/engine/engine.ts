import type { Opened, Quoted, Usage } from './types.ts';

/**
 * The calculator's engine, wherever it runs. A faulty price book or faulty usage is an answer
 * (`ok: false`); a promise rejects only when the engine itself failed or the call was overtaken.
 */
export interface Engine {
  /** Reads and checks a price book. The handle it gives stays valid until `close`. */
  open(text: string): Promise<Opened>;
  /** Answers for one usage. A newer call overtakes an older one, which then rejects with `Overtaken`. */
  quote(handle: number, usage: Usage, signal?: AbortSignal): Promise<Quoted>;
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
