/** The link to what is on the page. */
import type { Desk } from './desk.ts';
import { fingerprint } from './fingerprint.ts';
import { written } from './link/link.ts';
import { shownOf } from './visit.ts';

export type Link = {
  readonly address: string;
  /** whether the price book was too large to travel in it */
  readonly bookLeftOut: boolean;
  /** whether it opens a file of this computer */
  readonly onlyHere: boolean;
};

/** A link that restores everything; null while there is no price book. */
export async function linkTo(desk: Desk, today: string): Promise<Link | null> {
  const { book, draft, quote, isFresh } = desk;
  if (book === null) return null;
  const { view, text, id } = book;
  const pin = { id, name: view.name, version: view.version, asOf: view.as_of, hash: await fingerprint(text) };
  const shown = quote !== null && isFresh ? shownOf(quote) : null;
  const shared = { pin, made: today, shown, draft, bookText: id === null ? text : null };
  const { fragment, bookLeftOut } = await written(shared, view);
  const home = homeOf(location);
  return { address: home + fragment, bookLeftOut, onlyHere: home.startsWith('file:') };
}

/** Where this page is; what opens from a disk may name the host it is otherwise on. */
function homeOf({ origin, protocol, pathname }: Location): string {
  const named = document.querySelector<HTMLMetaElement>('meta[name="credit-home"]')?.content ?? '';
  if (named !== '') return named;
  return protocol === 'file:' ? `file://${pathname}` : origin + pathname;
}
