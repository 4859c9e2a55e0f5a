/** What lies on the page: which price book from where, what was entered, and the newest answer to it. */
import type { Draft } from '../draft.ts';
import type { CreditCalculator, FaultDetail, OpenedDetail } from '../element.ts';
import type { BookView, Quote, Usage } from '../engine/types.ts';
import type { BookBar } from '../page/book-bar.ts';
import { addressOf, take, type ListedBook } from '../page/shelf.ts';
import { changeAddress } from './address.ts';
import type { Work } from './work.ts';

const ENDING = /\.json$/u;

/** A price book in use. */
export type Laid = { readonly view: BookView; readonly text: string; readonly id: string | null };

export class Desk {
  readonly #calculator: CreditCalculator;
  readonly #bar: BookBar;
  readonly #listeners: (() => void)[] = [];
  /** the files of texts that came from the page's own books */
  readonly #files = new Map<string, string>();
  /** the file that is on its way */
  #coming: string | null = null;
  #book: Laid | null = null;
  #quote: Quote | null = null;
  #answered: Usage | null = null;
  #isFresh = false;
  #isFaulty = false;

  constructor(calculator: CreditCalculator, bar: BookBar) {
    this.#calculator = calculator;
    this.#bar = bar;
    calculator.addEventListener('opened', (event) => {
      this.#opened((event as CustomEvent<OpenedDetail>).detail);
    });
    calculator.addEventListener('entered', () => {
      this.#isFresh = false;
      this.#isFaulty = false;
      this.#tell();
    });
    calculator.addEventListener('quote', (event) => {
      const quote = (event as CustomEvent<Quote>).detail;
      this.#quote = quote;
      this.#answered = calculator.usage;
      this.#isFresh = quote.stage === 'complete';
      this.#tell();
    });
    calculator.addEventListener('fault', (event) => {
      if ((event as CustomEvent<FaultDetail>).detail.what === 'book') this.#coming = null;
      else this.#isFaulty = true;
      this.#tell();
    });
  }

  get book(): Laid | null {
    return this.#book;
  }

  get draft(): Draft {
    return this.#calculator.draft;
  }

  /** The newest answer, of the price book in use. */
  get quote(): Quote | null {
    return this.#quote;
  }

  /** What it is the answer to. */
  get answered(): Usage | null {
    return this.#answered;
  }

  /** Whether the answer is to what stands in the form now, and the last word on it. */
  get isFresh(): boolean {
    return this.#isFresh;
  }

  /** Whether what stands in the form has a fault, so that the answer is to what stood there before. */
  get isFaulty(): boolean {
    return this.#isFaulty;
  }

  /** The page's own price books. */
  get books(): readonly ListedBook[] {
    return this.#bar.books;
  }

  /** All of it that is worth keeping. */
  get work(): Work | null {
    if (this.#book === null) return null;
    const { id, text, view } = this.#book;
    const name = this.#bar.ownName ?? view.name;
    return { book: { id, name, text: id === null ? text : null }, draft: this.draft };
  }

  /** Calls whenever something of it is another. */
  listen(listener: () => void): void {
    this.#listeners.push(listener);
  }

  fileOf(id: string): string | null {
    return this.#bar.books.find(({ file }) => idOf(file) === id)?.file ?? null;
  }

  useBooks(books: readonly ListedBook[]): void {
    this.#bar.books = books;
  }

  /** One of the page's own price books. */
  useFile(file: string): void {
    this.#coming = file;
    this.#bar.chosen = file;
    this.#bar.ownName = null;
    remember(addressOf(file));
    take(file, this.#calculator);
  }

  /** A price book at any address of the page's own host. */
  useAddress(address: string): void {
    const file = this.#bar.books.find((book) => addressOf(book.file) === address)?.file;
    if (file !== undefined) {
      this.useFile(file);
      return;
    }
    this.#own(address);
    this.#calculator.book = address;
  }

  /** A price book of the visitor's own. */
  useText(name: string, text: string): void {
    this.#own(name);
    remember(null);
    this.#calculator.book = null;
    this.#calculator.bookText = text;
  }

  /** Puts a calculation on the page. False when its price book is not among the page's own. */
  show({ book, draft }: Work): boolean {
    const file = book.id === null ? null : this.fileOf(book.id);
    if (file === null && book.text === null) return false;
    const isLaid = book.text === null ? this.#book?.id === book.id : this.#book?.text === book.text;
    if (!isLaid) {
      if (book.text !== null) this.useText(book.name, book.text);
      else if (file !== null) this.useFile(file);
    }
    this.enter(draft);
    return true;
  }

  enter(draft: Draft): void {
    this.#calculator.draft = draft;
  }

  /** Everything as the example has it. */
  reset(): void {
    this.#calculator.reset();
  }

  #own(name: string): void {
    this.#coming = null;
    this.#bar.chosen = null;
    this.#bar.ownName = name;
  }

  #opened({ book, text }: OpenedDetail): void {
    if (this.#coming !== null) this.#files.set(text, this.#coming);
    this.#coming = null;
    const file = this.#files.get(text) ?? null;
    const isOther = this.#book?.view.name !== book.name;
    // A step back may have brought another price book than the one that was chosen.
    if (file !== null) {
      this.#bar.chosen = file;
      this.#bar.ownName = null;
      remember(addressOf(file));
    } else if (isOther && this.#bar.chosen !== null) {
      this.#own(book.name);
      remember(null);
    }
    this.#book = { view: book, text, id: file === null ? null : idOf(file) };
    if (isOther) this.#quote = null;
    this.#isFresh = false;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function idOf(file: string): string {
  return file.replace(ENDING, '');
}

/** Reload and back return to the same price book, where it has an address. */
function remember(address: string | null): void {
  changeAddress((url) => {
    if (address === null) url.searchParams.delete('book');
    else url.searchParams.set('book', address);
  });
}
