/** The page around the calculator: it chooses the price book and shows its text; everything else is the element's. */
import './element.ts';
import type { FaultDetail, OpenedDetail } from './element.ts';
import type { ListedBook } from './page/book-bar.ts';
import './page/book-bar.ts';
import './page/book-editor.ts';
import { onDrop } from './page/drop.ts';
import { m } from './messages/en.ts';

const BOOKS = './books/';
/** Typing in the price book pauses this long before it is read. */
const PAUSE_MS = 300;

function part<K extends keyof HTMLElementTagNameMap>(tag: K): HTMLElementTagNameMap[K] {
  const found = document.querySelector(tag);
  if (found === null) throw new Error(`The page has no ${tag}.`);
  return found;
}

const bar = part('credit-book-bar');
const editor = part('credit-book-editor');
const calculator = part('credit-calculator');
let typing: ReturnType<typeof setTimeout> | undefined;

function showEditor(shown: boolean): void {
  editor.hidden = !shown;
  bar.editing = shown;
}

/** Reload and back return to the same price book, where it has an address. */
function remember(address: string | null): void {
  const url = new URL(location.href);
  if (address === null) url.searchParams.delete('book');
  else url.searchParams.set('book', address);
  history.replaceState(null, '', url);
}

function useAddress(address: string): void {
  clearTimeout(typing);
  const listed = bar.books.find(({ file }) => BOOKS + file === address);
  bar.chosen = listed?.file ?? null;
  bar.ownName = listed === undefined ? address : null;
  calculator.book = address;
}

async function useFile(file: File): Promise<void> {
  clearTimeout(typing);
  bar.chosen = null;
  bar.ownName = file.name;
  remember(null);
  const text = await file.text();
  calculator.book = null;
  calculator.bookText = text;
}

bar.choose = (file) => {
  remember(BOOKS + file);
  useAddress(BOOKS + file);
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
  document.title = m.page.titleOf(book.name);
  editor.text = text;
  editor.faults = [];
  editor.warnings = warnings;
});
calculator.addEventListener('fault', (event) => {
  const { what, faults, text } = (event as CustomEvent<FaultDetail>).detail;
  if (what !== 'book') return;
  event.preventDefault();
  editor.text = text ?? '';
  editor.faults = faults;
  showEditor(true);
});

async function start(): Promise<void> {
  try {
    const response = await fetch(`${BOOKS}index.json`);
    bar.books = (await response.json()) as ListedBook[];
  } catch {
    bar.books = [];
  }
  const asked = new URL(location.href).searchParams.get('book');
  const [first] = bar.books;
  if (asked !== null) useAddress(asked);
  else if (first !== undefined) useAddress(BOOKS + first.file);
}

void start();
