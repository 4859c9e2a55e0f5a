/** Bytes as letters that every mail program and messenger leaves alone (base64url), and packed (deflate). */

const FOREIGN = /[^A-Za-z0-9_-]/gu;
/** What programs put into an address they break over lines. */
const BREAKS = /%20|%0[AaDd]|=?\s/gu;
/** Bytes given to the unpacker at once where the data is damaged, so that all before the damage comes out. */
const SMALL_STEP = 8;

export function toLetters(bytes: Uint8Array): string {
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(characters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Damaged letters become some byte, so that what stands before them can still be read. */
export function fromLetters(letters: string): Uint8Array {
  const clean = letters.replaceAll(BREAKS, '').replaceAll(FOREIGN, 'A');
  const whole = clean.length % 4 === 1 ? clean.slice(0, -1) : clean;
  const characters = atob(whole.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(characters, (character) => character.charCodeAt(0));
}

export async function pack(text: string): Promise<Uint8Array> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

export type Unpacked = {
  readonly text: string;
  /** whether it ended before its end */
  readonly broken: boolean;
  /** whether it went on for longer than allowed */
  readonly tooLong: boolean;
};

/** Unpacks at most so many bytes. Of damaged data, what stands before the damage. */
export async function unpack(packed: Uint8Array, most: number): Promise<Unpacked> {
  const whole = await unpackBy(packed, most, packed.length);
  return whole.broken ? unpackBy(packed, most, SMALL_STEP) : whole;
}

async function unpackBy(packed: Uint8Array, most: number, step: number): Promise<Unpacked> {
  const stream = new DecompressionStream('deflate-raw');
  const reader = (stream.readable as ReadableStream<Uint8Array>).getReader();
  const feeding = feed(stream.writable.getWriter(), packed, step);
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length;
      if (length > most) {
        void reader.cancel().catch(() => undefined);
        return { text, broken: false, tooLong: true };
      }
      text += decoder.decode(part.value, { stream: true });
    }
    await feeding;
    return { text: text + decoder.decode(), broken: false, tooLong: false };
  } catch {
    return { text, broken: true, tooLong: false };
  }
}

async function feed(
  writer: WritableStreamDefaultWriter<BufferSource>,
  bytes: Uint8Array,
  step: number,
): Promise<void> {
  // The reader hears of a failure too, and is the one who says so.
  writer.closed.catch(() => undefined);
  try {
    for (let at = 0; at < bytes.length; at += step) await writer.write(bytes.slice(at, at + step));
    await writer.close();
  } catch {
    await writer.abort().catch(() => undefined);
  }
}
