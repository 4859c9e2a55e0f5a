/** Between what is typed and the engine: asks, waits, and puts the answers into the state. */
import { Overtaken, type Engine, type Inquired } from './engine/engine.ts';
import type { BookView, Fault, Question, Quote, Read, Reply, Usage } from './engine/types.ts';
import type { Draft } from './draft.ts';
import { carriedOver, startedWith, withUsage, type Edit } from './edits.ts';
import { firstState, type Answered, type State } from './state.ts';
import { changedPlace, History } from './take/history.ts';
import { asked, placed } from './usage.ts';

/** What undo goes back to: what was entered, and for which price book. */
type Entered = { readonly book: string; readonly text: string; readonly draft: Draft };

/** What the surroundings want to hear of. */
export type Listener = {
  changed(): void;
  opened(book: BookView, text: string, warnings: readonly Fault[]): void;
  bookFaulty(faults: readonly Fault[], text: string): void;
  usageFaulty(faults: readonly Fault[]): void;
  quoted(quote: Quote): void;
  /** what is entered is another than before */
  entered(draft: Draft): void;
};

export class Controller {
  #state: State;
  #handle: number | null = null;
  #newestOpen = 0;
  /** the price book that is being read */
  #opening: string | null = null;
  #expected = false;
  #waiting: Usage | null = null;
  /** everything entered, for the price book that is on its way */
  #waitingDraft: Draft | null = null;
  /** the text of the price book in use */
  #text = '';
  readonly #history = new History<Entered>();
  /** whether the price book is on its way because of a step back or forth */
  #isStep = false;
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
      this.#useBook(opened.book, text);
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
    const draft = edit(this.#state.draft);
    const place = changedPlace(this.#state.draft, draft);
    // Unfolding a card enters nothing.
    if (place !== '' && place?.endsWith('.open') !== true) this.#note(place);
    this.#enter(draft);
  }

  get canUndo(): boolean {
    return this.#history.canUndo;
  }

  get canRedo(): boolean {
    return this.#history.canRedo;
  }

  undo(): void {
    this.#go(this.#history.undo(this.#entered()));
  }

  redo(): void {
    this.#go(this.#history.redo(this.#entered()));
  }

  /** What is entered from now on is a step of its own. */
  pause(): void {
    this.#history.pause();
  }

  /** Enters everything anew, or keeps it for the price book that is on its way. */
  setDraft(draft: Draft): void {
    const { book } = this.#state;
    if (book === null || this.#expected) this.#waitingDraft = draft;
    else this.edit(() => carriedOver(book)(draft));
  }

  #go(entered: Entered | null): void {
    if (entered === null) return;
    if (entered.book === this.#state.book?.name) {
      this.#enter(carriedOver(this.#state.book)(entered.draft));
      return;
    }
    this.#waitingDraft = entered.draft;
    this.#isStep = true;
    void this.open(entered.text);
  }

  #enter(draft: Draft): void {
    this.#set({ draft });
    this.#listener.entered(draft);
    void this.#ask();
  }

  #entered(): Entered {
    return { book: this.#state.book?.name ?? '', text: this.#text, draft: this.#state.draft };
  }

  #note(place: string | null): void {
    this.#history.note(this.#entered(), place);
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
    return this.inquireAbout(asked(this.#state.draft).usage, question, onReply, signal);
  }

  /** The same about usage that was answered before, whatever stands in the boxes now. */
  async inquireAbout(
    usage: Usage,
    question: Question,
    onReply?: (reply: Reply) => void,
    signal?: AbortSignal,
  ): Promise<Inquired> {
    if (this.#handle === null) throw new Overtaken();
    return this.#engine.inquire(this.#handle, usage, question, onReply, signal);
  }

  /** The rules of the price book in use, with the prices of one of its currencies. */
  async rules(currency: string): Promise<Read> {
    if (this.#handle === null) throw new Overtaken();
    return this.#engine.rules(this.#handle, currency);
  }

  /** The expected price book did not come: what waited for it is meant for the one in use. */
  #keepBook(): void {
    this.#expected = false;
    this.#isStep = false;
    const { book } = this.#state;
    const [usage, draft] = [this.#waiting, this.#waitingDraft];
    if (book === null) return;
    this.#waiting = null;
    this.#waitingDraft = null;
    if (draft !== null) this.setDraft(draft);
    if (usage !== null) this.edit(withUsage(book, usage));
  }

  /** What was typed for the same book before stays; another book starts with its first example. */
  #useBook(book: BookView, text: string): void {
    const sameBook = this.#state.book?.name === book.name;
    if (this.#state.book !== null && !sameBook && !this.#isStep) this.#note(null);
    const draft = this.#draftFor(book, sameBook);
    this.#waiting = null;
    this.#waitingDraft = null;
    this.#expected = false;
    this.#isStep = false;
    this.#text = text;
    // An answer of a book with other credit types or currencies could not be put into this one's words.
    const { answered, complete } =
      sameBook && sameWords(book, this.#state.book) ? this.#state : { answered: null, complete: null };
    this.#set({
      book,
      answered,
      complete,
      draft,
      bookFaults: [],
      usageFaults: [],
      failure: null,
    });
    this.#listener.entered(draft);
  }

  #draftFor(book: BookView, sameBook: boolean): Draft {
    const { draft } = this.#state;
    if (this.#waiting !== null) return withUsage(book, this.#waiting)(draft);
    if (this.#waitingDraft !== null) return carriedOver(book)(this.#waitingDraft);
    return sameBook ? carriedOver(book)(draft) : startedWith(book)(draft);
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
