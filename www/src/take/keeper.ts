/**
 * Keeps what was entered over a reload, a step back and a crash: in the tab, and beyond it for the next visit. A tab that
 * shows somebody's link does not touch what was kept of one's own.
 */
import type { Desk } from './desk.ts';
import { isRecord } from './check.ts';
import { Store } from './store.ts';
import { keptWork, type Work } from './work.ts';

const WORK = 'work';
const BOOK = 'book';
const COPY = 'copy';
const FAULTY = 'faulty';
/** Keystrokes that follow each other this closely are written once. */
const PAUSE_MS = 150;

export class Keeper {
  readonly #desk: Desk;
  readonly #tab = new Store('tab');
  readonly #browser = new Store('browser');
  /** called when it turns out whether the browser keeps anything beyond the tab */
  readonly #told: (keeps: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #keptBook: string | null = null;

  constructor(desk: Desk, told: (keeps: boolean) => void) {
    this.#desk = desk;
    this.#told = told;
  }

  /** From now on everything is kept. */
  start(): void {
    this.#desk.listen(() => {
      this.#timer ??= setTimeout(() => {
        this.#keep();
      }, PAUSE_MS);
    });
    for (const type of ['pagehide', 'visibilitychange']) {
      window.addEventListener(type, () => {
        if (this.#timer !== undefined) this.#keep();
      });
    }
  }

  /** What this tab showed before it was loaded again. */
  ofTab(): Work | null {
    const state: unknown = history.state;
    return this.#read(this.#tab) ?? keptWork(isRecord(state) ? state[WORK] : null);
  }

  /** What was entered last, in whichever tab. */
  ofBrowser(): Work | null {
    return this.#read(this.#browser);
  }

  /** Says that the tab shows a copy of somebody's calculation. */
  showsCopy(): void {
    this.#tab.set(COPY, 'yes');
  }

  /** The text of a price book with faults that was being worked on. */
  get faulty(): string | null {
    return this.#tab.get(FAULTY);
  }

  set faulty(text: string | null) {
    this.#tab.set(FAULTY, text);
  }

  #read(store: Store): Work | null {
    const kept = store.value(WORK);
    if (!isRecord(kept) || !isRecord(kept['book'])) return null;
    const { book } = kept;
    return keptWork(book['id'] === null ? { ...kept, book: { ...book, text: store.get(BOOK) } } : kept);
  }

  #keep(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { work } = this.#desk;
    if (work === null) return;
    const isCopy = this.#tab.get(COPY) !== null;
    const inTab = this.#write(this.#tab, work);
    const inBrowser = isCopy || this.#write(this.#browser, work);
    this.#keptBook = work.book.text;
    if (!inTab) keepInHistory(work);
    this.#told(inTab && inBrowser);
  }

  /** A price book's text is written apart, so that not every keystroke writes it again. */
  #write(store: Store, { book, draft }: Work): boolean {
    const isWritten = book.text === this.#keptBook && store.get(BOOK) === book.text;
    if (!isWritten && !store.set(BOOK, book.text)) return false;
    return store.set(WORK, JSON.stringify({ book: { ...book, text: null }, draft }));
  }
}

/** The tab's history keeps it where storage does not. */
function keepInHistory(work: Work): void {
  try {
    history.replaceState({ [WORK]: work }, '');
  } catch {
    // Then a reload loses it, as the visitor is told.
  }
}
