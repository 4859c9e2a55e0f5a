/** Between what is typed and the engine: asks, waits, and puts the answers into the state. */
import { Overtaken, type Engine, type Inquired } from './engine/engine.ts';
import type { BookView, Fault, Question, Quote, Reply, Usage } from './engine/types.ts';
import { carriedOver, startedWith, withUsage, type Edit } from './edits.ts';
import { firstState, type Answered, type State } from './state.ts';
import { asked, placed } from './usage.ts';

/** What the surroundings want to hear of. */
export type Listener = {
  changed(): void;
  opened(book: BookView, text: string, warnings: readonly Fault[]): void;
  bookFaulty(faults: readonly Fault[], text: string): void;
  usageFaulty(faults: readonly Fault[]): void;
  quoted(quote: Quote): void;
};

export class Controller {
  #state: State;
  #handle: number | null = null;
  #newestOpen = 0;
  /** the price book that is being read */
  #opening: string | null = null;
  #expected = false;
  #waiting: Usage | null = null;
  readonly #engine: Engine;
  readonly #listener: Listener;

  constructor(engine: Engine, listener: Listener, today: string) {
    this.#engine = engine;
    this.#listener = listener;
    this.#state = firstState(today);
  }

  get state(): State {
    return this.#state;
  }

  get usage(): Usage {
    return this.#waiting ?? asked(this.#state.draft).usage;
  }

  /** Says that a price book is on its way: usage entered meanwhile is meant for it. */
  expectBook(): void {
    this.#expected = true;
  }

  /** Puts a price book into use if it has no faults; otherwise the one before stays. */
  async open(text: string): Promise<void> {
    this.#newestOpen += 1;
    this.expectBook();
    this.#opening = text;
    const turn = this.#newestOpen;
    const opened = await this.#guarded(() => this.#engine.open(text));
    if (turn !== this.#newestOpen) {
      if (opened?.ok === true) this.#engine.close(opened.handle);
      return;
    }
    if (opened !== null) this.#opening = null;
    if (opened?.ok === true) {
      const old = this.#handle;
      this.#handle = opened.handle;
      this.#useBook(opened.book);
      if (old !== null) this.#engine.close(old);
      this.#listener.opened(opened.book, text, opened.warnings);
      await this.#ask();
      return;
    }
    if (opened !== null) {
      this.#set({ bookFaults: opened.faults, failure: null });
      this.#listener.bookFaulty(opened.faults, text);
    }
    this.#keepBook();
  }

  /** Asks again for what was lost when the engine was stopped. */
  resume(): void {
    if (this.#opening !== null) void this.open(this.#opening);
    else void this.#ask();
  }

  /** Says that a price book could not even be fetched. */
  notLoaded(detail: string): void {
    this.#newestOpen += 1;
    this.#set({ failure: { kind: 'not_loaded', detail } });
    this.#keepBook();
  }

  edit(edit: Edit): void {
    this.#set({ draft: edit(this.#state.draft) });
    void this.#ask();
  }

  /** Enters usage, or keeps it for the price book that is on its way. */
  setUsage(usage: Usage): void {
    const { book } = this.#state;
    if (book === null || this.#expected) this.#waiting = usage;
    else this.edit(withUsage(book, usage));
  }

  /** Asks a further question about what is entered; a change of it overtakes the question. */
  async inquire(
    question: Question,
    onReply?: (reply: Reply) => void,
    signal?: AbortSignal,
  ): Promise<Inquired> {
    if (this.#handle === null) throw new Overtaken();
    return this.#engine.inquire(this.#handle, asked(this.#state.draft).usage, question, onReply, signal);
  }

  /** The expected price book did not come: what waited for it is meant for the one in use. */
  #keepBook(): void {
    this.#expected = false;
    if (this.#waiting === null || this.#state.book === null) return;
    this.edit(withUsage(this.#state.book, this.#waiting));
    this.#waiting = null;
  }

  /** What was typed for the same book before stays; another book starts with its first example. */
  #useBook(book: BookView): void {
    const sameBook = this.#state.book?.name === book.name;
    const edit =
      this.#waiting !== null
        ? withUsage(book, this.#waiting)
        : sameBook
          ? carriedOver(book)
          : startedWith(book);
    this.#waiting = null;
    this.#expected = false;
    // An answer of a book with other credit types or currencies could not be put into this one's words.
    const { answered, complete } =
      sameBook && sameWords(book, this.#state.book) ? this.#state : { answered: null, complete: null };
    this.#set({
      book,
      answered,
      complete,
      draft: edit(this.#state.draft),
      bookFaults: [],
      usageFaults: [],
      failure: null,
    });
  }

  async #ask(): Promise<void> {
    const handle = this.#handle;
    if (handle === null) return;
    const question = asked(this.#state.draft);
    const { usage } = question;
    const show = (quote: Quote) => {
      if (handle === this.#handle) this.#show({ quote, usage });
    };
    const quoted = await this.#guarded(() => this.#engine.quote(handle, usage, show));
    if (quoted === null || handle !== this.#handle) return;
    if (quoted.ok) {
      show(quoted.quote);
      this.#listener.quoted(quoted.quote);
    } else {
      this.#set({ usageFaults: placed(quoted.faults, question), failure: null });
      this.#listener.usageFaulty(quoted.faults);
    }
  }

  #show(answered: Answered): void {
    const { quote } = answered;
    const isComplete = quote.stage === 'complete';
    // As long as nothing is found, what was found before says more.
    if (!isComplete && 'ran_out' in quote.answer) return;
    const { complete } = this.#state;
    const sameMoney = complete?.book.currency === quote.book.currency;
    this.#set({
      answered,
      complete: isComplete ? quote : sameMoney ? complete : null,
      usageFaults: [],
      failure: null,
    });
  }

  async #guarded<T>(call: () => Promise<T>): Promise<T | null> {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof Overtaken)) this.#set({ failure: { kind: 'engine', detail: String(error) } });
      return null;
    }
  }

  #set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    this.#listener.changed();
  }
}

function sameWords(one: BookView, other: BookView | null): boolean {
  const words = (book: BookView | null) => JSON.stringify([book?.credits, book?.currencies]);
  return words(one) === words(other);
}
