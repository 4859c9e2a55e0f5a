import { Channel } from './channel.ts';
import { Crashed, Overtaken, type Engine, type Inquired } from './engine.ts';
import type { Opened, Question, Quote, Quoted, Read, Reply, Stepped, Usage } from './types.ts';

type Book = { text: string; inWorker: number | null };

/** A question somebody waits for. */
class Asked {
  readonly handle: number;
  #isOvertaken = false;
  #drop: () => void = () => undefined;

  constructor(handle: number) {
    this.handle = handle;
  }

  /** How to give it up, once it has been sent. */
  set drop(drop: () => void) {
    this.#drop = drop;
  }

  readonly overtake = () => {
    this.#isOvertaken = true;
    this.#drop();
  };

  check(): void {
    if (this.#isOvertaken) throw new Overtaken();
  }
}

/** The engine in a worker. After a crash, price books are opened again when they are next needed. */
export class WorkerEngine implements Engine {
  #lastBook = 0;
  #last: Promise<unknown> = Promise.resolve();
  readonly #books = new Map<number, Book>();
  readonly #asked = new Set<Asked>();
  readonly #channel = new Channel(() => {
    for (const book of this.#books.values()) book.inWorker = null;
  });

  open(text: string): Promise<Opened> {
    return this.#inTurn(async () => {
      const opened = (await this.#channel.send({ open: { text } }).result) as Opened;
      if (!opened.ok) return opened;
      this.#lastBook += 1;
      this.#books.set(this.#lastBook, { text, inWorker: opened.handle });
      return { ...opened, handle: this.#lastBook };
    });
  }

  async quote(
    handle: number,
    usage: Usage,
    onQuote?: (quote: Quote) => void,
    signal?: AbortSignal,
  ): Promise<Quoted> {
    for (const { overtake } of this.#asked) overtake();
    const heard = (reply: Reply) => {
      if ('quote' in reply) onQuote?.(reply.quote);
    };
    const inquired = await this.inquire(handle, usage, 'quote', heard, signal);
    if (!inquired.ok) return inquired;
    if (!('quote' in inquired.reply)) throw new Crashed('The engine answered another question.');
    return { ok: true, quote: inquired.reply.quote };
  }

  async inquire(
    handle: number,
    usage: Usage,
    question: Question,
    onReply?: (reply: Reply) => void,
    signal?: AbortSignal,
  ): Promise<Inquired> {
    const asked = new Asked(handle);
    if (signal?.aborted === true) asked.overtake();
    signal?.addEventListener('abort', asked.overtake);
    this.#asked.add(asked);
    try {
      // Only the sending waits its turn. What was overtaken meanwhile is not sent at all.
      const { result } = await this.#inTurn(async () => {
        asked.check();
        const inWorker = await this.#opened(handle);
        asked.check();
        const call = { ask: { handle: inWorker, usage, question } };
        const sent = this.#channel.send(call, (stepped) => {
          const { reply } = stepped as Extract<Stepped, { ok: true }>;
          if (reply !== null) onReply?.(reply);
        });
        asked.drop = sent.drop;
        return sent;
      });
      return inquired((await result) as Stepped);
    } finally {
      this.#asked.delete(asked);
      signal?.removeEventListener('abort', asked.overtake);
    }
  }

  rules(handle: number, currency: string): Promise<Read> {
    return this.#inTurn(async () => {
      const inWorker = await this.#opened(handle);
      return (await this.#channel.send({ rules: { handle: inWorker, currency } }).result) as Read;
    });
  }

  close(handle: number): void {
    for (const asked of this.#asked) if (asked.handle === handle) asked.overtake();
    void this.#inTurn(async () => {
      const book = this.#books.get(handle);
      this.#books.delete(handle);
      if (book?.inWorker != null) await this.#channel.send({ close: { handle: book.inWorker } }).result;
    }).catch(() => undefined);
  }

  /** Ends the worker; a later call starts a new one. */
  stop(): void {
    this.#channel.stop('The calculator was taken off the page.');
  }

  async #opened(handle: number): Promise<number> {
    const book = this.#books.get(handle);
    if (book === undefined) throw new Error('This price book has been closed.');
    if (book.inWorker !== null) return book.inWorker;
    const opened = (await this.#channel.send({ open: { text: book.text } }).result) as Opened;
    if (!opened.ok) throw new Crashed('A price book that was valid is not any more.');
    book.inWorker = opened.handle;
    return opened.handle;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

function inquired(stepped: Stepped): Inquired {
  if (!stepped.ok) return stepped;
  if (stepped.reply === null) throw new Crashed('The engine ended without an answer.');
  return { ok: true, reply: stepped.reply };
}
