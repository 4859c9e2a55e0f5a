/** Puts the answer on paper, whoever asks for it: the button, the browser's menu or its keys. */
import { m } from '../messages/page.ts';
import type { Desk } from './desk.ts';
import { linkTo } from './share.ts';
import type { QuoteSheet } from './sheet/quote-sheet.ts';

/** So long after the last change the link for the paper is made; paper that is asked for sooner goes without. */
const PAUSE_MS = 400;
const HAS_SHEET = 'has-sheet';

export class Printer {
  readonly #desk: Desk;
  readonly #sheet: QuoteSheet;
  readonly #today: () => string;
  #link: { readonly draft: unknown; readonly address: string } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #title: string | null = null;

  constructor(desk: Desk, sheet: QuoteSheet, today: () => string) {
    this.#desk = desk;
    this.#sheet = sheet;
    this.#today = today;
    desk.listen(() => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#makeLink(), PAUSE_MS);
    });
    window.addEventListener('beforeprint', () => {
      this.#fill();
    });
    window.addEventListener('afterprint', () => {
      this.#clear();
    });
    const paper = window.matchMedia('print');
    paper.addEventListener('change', () => {
      if (paper.matches) this.#fill();
      else this.#clear();
    });
  }

  async print(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#makeLink();
    window.print();
  }

  async #makeLink(): Promise<void> {
    const { draft } = this.#desk;
    const link = await linkTo(this.#desk, this.#today());
    this.#link = link === null || link.bookLeftOut ? null : { draft, address: link.address };
  }

  #fill(): void {
    const { book, quote, answered, draft } = this.#desk;
    const isThere = book !== null && quote !== null && answered !== null && quote.lines.length > 0;
    document.body.classList.toggle(HAS_SHEET, isThere);
    if (!isThere) return;
    const day = this.#today();
    const link = this.#link?.draft === draft ? this.#link.address : null;
    this.#sheet.printed = { book: book.view, quote, usage: answered, day, link };
    // The name that a PDF is offered to be saved under.
    this.#title ??= document.title;
    document.title = m.take.print.fileTitle(book.view.name, day);
  }

  #clear(): void {
    if (this.#title !== null) document.title = this.#title;
    this.#title = null;
    this.#sheet.printed = null;
    document.body.classList.remove(HAS_SHEET);
  }
}
