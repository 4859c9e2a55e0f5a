/** The page's address, changed without loading anything. */
export function changeAddress(change: (url: URL) => void): void {
  const url = new URL(location.href);
  change(url);
  try {
    history.replaceState(history.state, '', url);
  } catch {
    // A page from a disk may not change its address in some browsers; what is kept of it is kept otherwise.
  }
}
