import { Crashed, Overtaken } from './engine.ts';
import type { Call, Reply, Request } from './protocol.ts';
import { startWorker } from './start-worker.ts';

type Waiting = {
  heard: (result: unknown) => void;
  resolve: (result: unknown) => void;
  reject: (error: Error) => void;
};

/** A call on its way: its last result, and how to give it up. */
export type Sent = { readonly result: Promise<unknown>; readonly drop: () => void };

/** One worker with numbered calls. When it dies, every waiting call rejects, and the next call starts a new worker. */
export class Channel {
  #worker: Worker | null = null;
  #lastId = 0;
  readonly #waiting = new Map<number, Waiting>();
  readonly #lost: () => void;

  /** `lost` is called when a worker is gone, with everything it knew. */
  constructor(lost: () => void) {
    this.#lost = lost;
  }

  /** `heard` is called with every result but the last. */
  send(call: Call, heard: (result: unknown) => void = () => undefined): Sent {
    const worker = (this.#worker ??= this.#start());
    this.#lastId += 1;
    const id = this.#lastId;
    const result = new Promise((resolve, reject) => {
      this.#waiting.set(id, { heard, resolve, reject });
      worker.postMessage({ id, call } satisfies Request);
    });
    return {
      result,
      drop: () => {
        this.#drop(id);
      },
    };
  }

  stop(why: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#lost();
    for (const { reject } of this.#waiting.values()) reject(new Crashed(why));
    this.#waiting.clear();
  }

  #drop(id: number): void {
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    this.#worker?.postMessage({ drop: id } satisfies Request);
    waiting.reject(new Overtaken());
  }

  #start(): Worker {
    const worker = startWorker('engine');
    // A message of a worker that has been replaced says nothing about the new one.
    const current = () => worker === this.#worker;
    worker.addEventListener('message', (event: MessageEvent<Reply>) => {
      if (current()) this.#receive(event.data);
    });
    worker.addEventListener('error', (event) => {
      if (current()) this.stop(event.message || 'The engine could not be loaded.');
    });
    worker.addEventListener('messageerror', () => {
      if (current()) this.stop('A message could not be read.');
    });
    return worker;
  }

  #receive(reply: Reply): void {
    if ('crashed' in reply) {
      this.stop(reply.crashed);
      return;
    }
    const waiting = this.#waiting.get(reply.id);
    if (!reply.last) {
      waiting?.heard(reply.result);
      return;
    }
    this.#waiting.delete(reply.id);
    waiting?.resolve(reply.result);
  }
}
