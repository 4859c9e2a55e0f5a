/** Opens a link as a copy, says what is to be said of it, and keeps the address true. */
import { date } from '../format.ts';
import { m } from '../messages/page.ts';
import type { Notice } from '../page/notice.ts';
import { changeAddress } from './address.ts';
import type { Desk } from './desk.ts';
import { fingerprint } from './fingerprint.ts';
import { isLink, read, type Lost, type Shared } from './link/link.ts';
import { comparison, goneWords, lostWords, thenWords } from './visit.ts';

const words = () => m.take.link;

type Visit = {
  readonly shared: Shared;
  readonly lost: Lost;
  /** what is said of it before there is an answer */
  readonly said: readonly string[];
};

const NOTHING_LOST: Lost = { settings: false, unknown: false, lines: 0, of: 0, book: false };

export class LinkOpener {
  readonly #desk: Desk;
  readonly #notice: Notice;
  readonly #today: string;
  /** a link whose price book is not here */
  #waiting: Visit | null = null;
  /** a link that has no answer yet */
  #open: Visit | null = null;
  /** what the address stands for, as it was entered */
  #addressed: string | null = null;

  constructor(desk: Desk, notice: Notice, today: string) {
    this.#desk = desk;
    this.#notice = notice;
    this.#today = today;
    desk.listen(() => {
      this.#changed();
    });
  }

  /** Puts the calculation of a link on the page. False when there is none to put. */
  async open(fragment: string): Promise<boolean> {
    if (!isLink(fragment)) return false;
    const found = await read(fragment, this.#today);
    if (found.kind === 'refused') {
      this.#notice.say([words().refused(found.why)]);
      this.#clearAddress();
      return false;
    }
    return this.#show(found.shared, found.lost, words().copyOf(date(found.shared.made)));
  }

  /** Puts a calculation that was saved on the page. */
  openSaved(shared: Shared): void {
    this.#clearAddress();
    this.#show(shared, NOTHING_LOST, m.take.scenarios.opened(date(shared.made)));
  }

  #show(shared: Shared, lost: Lost, what: string): boolean {
    const { pin, draft, bookText } = shared;
    const said = [what, ...lostWords(shared, lost)];
    const visit = { shared, lost, said };
    const isShown = this.#desk.show({ book: { id: pin.id, name: pin.name, text: bookText }, draft });
    this.#waiting = isShown ? null : visit;
    this.#open = isShown ? visit : null;
    this.#notice.say(isShown || lost.book ? said : [...said, words().bookMissing(pin.name)]);
    return isShown;
  }

  #changed(): void {
    const { book, draft, isFresh, quote } = this.#desk;
    if (this.#waiting !== null && book?.view.name === this.#waiting.shared.pin.name) {
      this.#open = this.#waiting;
      this.#waiting = null;
      this.#desk.enter(this.#open.shared.draft);
      return;
    }
    if (this.#addressed !== null && this.#addressed !== JSON.stringify(draft)) this.#clearAddress();
    if (this.#open === null || book === null || quote === null || !isFresh) return;
    const { shared, lost, said } = this.#open;
    this.#open = null;
    this.#addressed = JSON.stringify(draft);
    void fingerprint(book.text).then((hash) => {
      const gone = goneWords(shared, book.view);
      const isWhole = gone.length === 0 && !lost.settings && !lost.unknown && lost.lines === 0;
      const money = isWhole ? comparison(shared, book.view, hash, quote) : thenWords(shared, book.view);
      this.#notice.say([...said, ...gone, ...money]);
    });
  }

  /** The address no longer stands for what is on the page. */
  #clearAddress(): void {
    this.#addressed = null;
    changeAddress((url) => {
      url.hash = '';
    });
  }
}
