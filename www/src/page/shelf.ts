/** The price books that come with the page. */
import type { CreditCalculator } from '../element.ts';

const BOOKS = './books/';

export type ListedBook = { readonly file: string; readonly name: string };

/** Those of the page's list; none when it cannot be had. */
export async function listed(): Promise<readonly ListedBook[]> {
  try {
    const response = await fetch(`${BOOKS}index.json`);
    return (await response.json()) as ListedBook[];
  } catch {
    return [];
  }
}

export function addressOf(file: string): string {
  return BOOKS + file;
}

/** What is in one of them. */
export async function textOf(file: string): Promise<string> {
  const response = await fetch(addressOf(file));
  if (!response.ok) throw new Error(`${file}: ${response.status} ${response.statusText}`);
  return response.text();
}

/** Puts one of them into use. */
export function take(file: string, calculator: CreditCalculator): void {
  calculator.book = addressOf(file);
}
