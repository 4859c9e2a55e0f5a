/** Files of a spreadsheet's "Unicode text" are UTF-16 with a mark at the start; they are read as if they were UTF-8. */
const MARKS: Readonly<Record<string, string>> = { '255,254': 'utf-16le', '254,255': 'utf-16be' };

type Bytes = Uint8Array<ArrayBuffer>;

/** The first two bytes of a file. */
export async function head(file: Blob): Promise<Bytes> {
  return new Uint8Array(await file.slice(0, 2).arrayBuffer());
}

/** The same text in UTF-8, where its first bytes say that it is UTF-16. */
export function utf8(bytes: ReadableStream<Bytes>, first: Bytes): ReadableStream<Bytes> {
  const encoding = MARKS[first.join(',')];
  if (encoding === undefined) return bytes;
  return bytes.pipeThrough(new TextDecoderStream(encoding)).pipeThrough(new TextEncoderStream());
}
