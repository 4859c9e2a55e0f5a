import { Crashed } from './engine.ts';
import type { Call, Reply, Request } from './protocol.ts';
import { startWorker } from './start-worker.ts';

type Waiting = { resolve: (result: unknown) => void; reject: (error: Error) => void };

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

  send(call: Call): Promise<unknown> {
    const worker = (this.#worker ??= this.#start());
    this.#lastId += 1;
    const request: Request = { id: this.#lastId, call };
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
      worker.postMessage(request);
    });
  }

  stop(why: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#lost();
    for (const { reject } of this.#waiting.values()) reject(new Crashed(why));
    this.#waiting.clear();
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
    this.#waiting.get(reply.id)?.resolve(reply.result);
    this.#waiting.delete(reply.id);
  }
}
