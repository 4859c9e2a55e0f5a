/** The link to what is on the page. */
import type { Desk } from './desk.ts';
import { fingerprint } from './fingerprint.ts';
import { written, type Shared } from './link/link.ts';
import { shownOf } from './visit.ts';

export type Link = {
  readonly address: string;
  /** whether the price book was too large to travel in it */
  readonly bookLeftOut: boolean;
  /** whether it opens a file of this computer */
  readonly onlyHere: boolean;
};

/** Everything on the page, with what it comes to; null while there is no price book. */
export async function sharedOf(desk: Desk, today: string): Promise<Shared | null> {
  const { book, draft, quote, isFresh } = desk;
  if (book === null) return null;
  const { view, text, id } = book;
  const hash = await fingerprint(text);
  const pin = { id, name: view.name, version: view.version, asOf: view.as_of, hash };
  const shown = quote !== null && isFresh ? shownOf(quote) : null;
  return { pin, made: today, shown, draft, bookText: id === null ? text : null };
}

/** A link that restores everything. */
export async function linkTo(desk: Desk, today: string): Promise<Link | null> {
  const { book } = desk;
  const shared = await sharedOf(desk, today);
  if (book === null || shared === null) return null;
  const { fragment, bookLeftOut } = await written(shared, book.view);
  const home = homeOf(location);
  return { address: home + fragment, bookLeftOut, onlyHere: home.startsWith('file:') };
}

/** Where this page is; what opens from a disk may name the host it is otherwise on. */
function homeOf({ origin, protocol, pathname }: Location): string {
  const named = document.querySelector<HTMLMetaElement>('meta[name="credit-home"]')?.content ?? '';
  if (named !== '') return named;
  return protocol === 'file:' ? `file://${pathname}` : origin + pathname;
}
