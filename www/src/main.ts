/** The page around the calculator: it chooses the price book, keeps and shares what is entered; the rest is the element's. */
import './element.ts';
import { today } from './clock.ts';
import type { FaultDetail, OpenedDetail } from './element.ts';
import { m } from './messages/page.ts';
import { follow, language } from './messages/language.ts';
import { keepOffline } from './offline/offline.ts';
import './page/book-bar.ts';
import './page/book-editor.ts';
import { onDrop } from './page/drop.ts';
import { rememberLanguage, speakFirst } from './page/first-language.ts';
import './page/notice.ts';
import { addressOf, listed } from './page/shelf.ts';
import { Desk } from './take/desk.ts';
import { Keeper } from './take/keeper.ts';
import { LinkOpener } from './take/link-opener.ts';
import { Printer } from './take/printer.ts';
import './take/sheet/quote-sheet.ts';
import { stepOf } from './take/step-keys.ts';
import './take/take-bar.ts';
import './compare/compare-section.ts';
import type { WorkBook } from './take/work.ts';

/** Typing in the price book pauses this long before it is read. */
const PAUSE_MS = 300;

function part<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  selector: string = tag,
): HTMLElementTagNameMap[K] {
  const found = document.querySelector<HTMLElementTagNameMap[K]>(selector);
  if (found === null) throw new Error(`The page has no ${selector}.`);
  return found;
}

const bar = part('credit-book-bar');
const editor = part('credit-book-editor');
const calculator = part('credit-calculator');
const takeBar = part('credit-take-bar');
const ofKept = part('credit-notice', '#of-kept');
const desk = new Desk(calculator, bar);
const keeper = new Keeper(desk, (keeps) => {
  takeBar.keeps = keeps;
});
const opener = new LinkOpener(desk, part('credit-notice', '#of-link'), today());
const printer = new Printer(desk, part('credit-quote-sheet'), today);
let bookName: string | null = null;
let typing: ReturnType<typeof setTimeout> | undefined;

takeBar.desk = desk;
part('credit-compare').desk = desk;
takeBar.openScenario = (shared) => {
  opener.openSaved(shared);
};
takeBar.print = () => void printer.print();

bar.speak = rememberLanguage;
follow(() => {
  const { id, locale } = language();
  [document.documentElement.lang, document.documentElement.dir] = [id, locale.direction];
  part('p', '#of-privacy').textContent = m.page.private;
  document.title = bookName === null ? m.page.title : m.page.titleOf(bookName);
});

function showEditor(shown: boolean): void {
  editor.hidden = !shown;
  bar.editing = shown;
}

async function useFile(file: File): Promise<void> {
  clearTimeout(typing);
  desk.useText(file.name, await file.text());
}

bar.choose = (file) => {
  clearTimeout(typing);
  desk.useFile(file);
};
bar.openFile = (file) => void useFile(file);
bar.toggleEditor = () => {
  showEditor(!bar.editing);
};
editor.change = (text) => {
  editor.text = text;
  clearTimeout(typing);
  typing = setTimeout(() => {
    calculator.bookText = text;
  }, PAUSE_MS);
};
onDrop(document.body, (file) => void useFile(file));

calculator.addEventListener('opened', (event) => {
  const { book, text, warnings } = (event as CustomEvent<OpenedDetail>).detail;
  bookName = book.name;
  document.title = m.page.titleOf(book.name);
  editor.text = text;
  editor.faults = [];
  editor.warnings = warnings;
  keeper.faulty = null;
});
calculator.addEventListener('fault', (event) => {
  const { what, faults, text } = (event as CustomEvent<FaultDetail>).detail;
  if (what !== 'book') return;
  event.preventDefault();
  editor.text = text ?? '';
  keeper.faulty = text;
  editor.faults = faults;
  showEditor(true);
});

// Inside the calculator the keys are its own; a text area or box elsewhere has steps of its own.
document.addEventListener('keydown', (event) => {
  const step = stepOf(event);
  const [target] = event.composedPath();
  if (step === null || target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) return;
  event.preventDefault();
  calculator[step]();
});

/** What was kept, where the address does not ask for another price book. */
function showKept(asked: string | null): boolean {
  const isAsked = ({ id, name }: WorkBook) =>
    asked === null || asked === (id === null ? name : addressOf(`${id}.json`));
  const [ofTab, ofBrowser] = [keeper.ofTab(), keeper.ofBrowser()];
  if (ofTab !== null && isAsked(ofTab.book) && desk.show(ofTab)) return true;
  if (ofBrowser === null || !isAsked(ofBrowser.book) || !desk.show(ofBrowser)) return false;
  const startAnew = () => {
    calculator.reset();
  };
  ofKept.say([m.take.kept.restored], [{ label: m.take.kept.startAnew, act: startAnew }]);
  return true;
}

/** Whether an address is of this page's own host. */
function isHere(address: string): boolean {
  const isOwn =
    URL.canParse(address, location.href) && new URL(address, location.href).origin === location.origin;
  if (!isOwn) ofKept.say([m.take.otherHost]);
  return isOwn;
}

/** Brings a price book back that had faults, once the one before it is in use again. */
function bringBack(faulty: string): void {
  const again = () => {
    calculator.bookText = faulty;
  };
  calculator.addEventListener('opened', again, { once: true });
}

async function start(): Promise<void> {
  await speakFirst();
  const { faulty } = keeper;
  if (faulty !== null && faulty !== '') bringBack(faulty);
  desk.useBooks(await listed());
  const isCopy = await opener.open(location.hash);
  if (isCopy) keeper.showsCopy();
  const asked = new URL(location.href).searchParams.get('book');
  const [first] = bar.books;
  if (!isCopy && !showKept(asked)) {
    if (asked !== null && isHere(asked)) desk.useAddress(asked);
    else if (first !== undefined) desk.useFile(first.file);
  }
  keeper.start();
  window.addEventListener('hashchange', () => {
    void opener.open(location.hash).then((shown) => {
      if (shown) keeper.showsCopy();
    });
  });
}

void start();
keepOffline(part('credit-notice', '#of-version'));
