import { Channel } from './channel.ts';
import { Crashed, Overtaken, type Engine, type Inquired } from './engine.ts';
import type { Opened, Question, Quoted, Reply, Started, Stepped, Usage } from './types.ts';

type Book = { text: string; inWorker: number | null };

/** The engine in a worker. After a crash, price books are opened again when they are next needed. */
export class WorkerEngine implements Engine {
  #lastBook = 0;
  #newestQuote = 0;
  /** counts the workers that were lost, with every task they had */
  #lost = 0;
  #last: Promise<unknown> = Promise.resolve();
  readonly #books = new Map<number, Book>();
  readonly #channel = new Channel(() => {
    this.#lost += 1;
    for (const book of this.#books.values()) book.inWorker = null;
  });

  open(text: string): Promise<Opened> {
    return this.#inTurn(async () => {
      const opened = (await this.#channel.send({ open: { text } })) as Opened;
      if (!opened.ok) return opened;
      this.#lastBook += 1;
      this.#books.set(this.#lastBook, { text, inWorker: opened.handle });
      return { ...opened, handle: this.#lastBook };
    });
  }

  quote(handle: number, usage: Usage, signal?: AbortSignal): Promise<Quoted> {
    this.#newestQuote += 1;
    const turn = this.#newestQuote;
    const stillWanted = () => {
      if (turn !== this.#newestQuote || signal?.aborted === true) throw new Overtaken();
    };
    return this.#inTurn(async () => {
      // Checked before sending: while the worker is busy, keystrokes pile up and only the last one matters.
      stillWanted();
      const inWorker = await this.#opened(handle);
      const quoted = (await this.#channel.send({ quote: { handle: inWorker, usage } })) as Quoted;
      stillWanted();
      return quoted;
    });
  }

  async inquire(
    handle: number,
    usage: Usage,
    question: Question,
    onReply?: (reply: Reply) => void,
    signal?: AbortSignal,
  ): Promise<Inquired> {
    const started = await this.#inTurn(async () => {
      if (signal?.aborted === true) throw new Overtaken();
      const inWorker = await this.#opened(handle);
      return (await this.#channel.send({ start: { handle: inWorker, usage, question } })) as Started;
    });
    if (!started.ok) return started;
    const { task } = started;
    const worker = this.#lost;
    for (;;) {
      // Each step takes its own turn, so that a quote never waits for more than one.
      const stepped = await this.#inTurn(async () => {
        if (worker !== this.#lost) throw new Crashed('The engine was stopped.');
        if (signal?.aborted !== true) return (await this.#channel.send({ step: { task } })) as Stepped;
        await this.#channel.send({ drop: { task } });
        throw new Overtaken();
      });
      if (!stepped.ok) return stepped;
      const { done, reply } = stepped;
      if (done && reply !== null) return { ok: true, reply };
      if (done) throw new Crashed('The engine ended without an answer.');
      if (reply !== null && signal?.aborted !== true) onReply?.(reply);
    }
  }

  close(handle: number): void {
    void this.#inTurn(async () => {
      const book = this.#books.get(handle);
      this.#books.delete(handle);
      if (book?.inWorker != null) await this.#channel.send({ close: { handle: book.inWorker } });
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
    const opened = (await this.#channel.send({ open: { text: book.text } })) as Opened;
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
