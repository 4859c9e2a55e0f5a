/** The price books that are in the page. */
import type { CreditCalculator } from '../element.ts';
import type { ListedBook } from '../page/shelf.ts';
import { block } from './block.ts';

export type { ListedBook };

type Shelf = { readonly list: readonly ListedBook[]; readonly texts: Readonly<Record<string, string>> };

const shelf = JSON.parse(block('books')) as Shelf;

export function listed(): Promise<readonly ListedBook[]> {
  return Promise.resolve(shelf.list);
}

/** As the page on a host has it, so that addresses mean the same. */
export function addressOf(file: string): string {
  return `./books/${file}`;
}

export function textOf(file: string): Promise<string> {
  const text = shelf.texts[file];
  return text === undefined ? Promise.reject(new Error(file)) : Promise.resolve(text);
}

export function take(file: string, calculator: CreditCalculator): void {
  calculator.book = null;
  calculator.bookText = shelf.texts[file] ?? '';
}
