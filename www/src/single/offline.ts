/** A file needs no network. */
export function keepOffline(): void {
  return undefined;
}
