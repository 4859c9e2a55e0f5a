/** A short sign of a text, by which a price book is known again. */
import { toLetters } from './link/bytes.ts';

/** Enough that no other text is made to fit. */
const BYTES = 16;

/** The first 128 bits of the text's SHA-256; null where the browser has none, as on a page served without TLS. */
export async function fingerprint(text: string): Promise<string | null> {
  // The types do not know that it is missing there.
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) return null;
  const digest = await subtle.digest('SHA-256', new TextEncoder().encode(text));
  return toLetters(new Uint8Array(digest).slice(0, BYTES));
}
