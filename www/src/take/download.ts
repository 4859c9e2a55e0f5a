/** Gives a text to the visitor as a file. */
export type File = { readonly name: string; readonly type: string; readonly text: string };

const STRANGE = /[^\p{L}\p{N}]+/gu;

/** `acme-studio-quote-2026-11-25.csv` */
export function fileName(book: string, kind: string, day: string, ending: string): string {
  const words = book.toLowerCase().replaceAll(STRANGE, '-').replaceAll(/^-|-$/gu, '').slice(0, 60);
  return `${words === '' ? 'book' : words}-${kind}-${day}.${ending}`;
}

export function download({ name, type, text }: File): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken hold of it by the next turn; revoking at once stops some.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}
