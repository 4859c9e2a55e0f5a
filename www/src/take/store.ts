/**
 * What the browser keeps for this page. Storage may be full, switched off or forbidden: then nothing is kept, which
 * every call says and none throws.
 */
export type Kind = 'tab' | 'browser';

const PREFIX = 'credit-calculator/';

export class Store {
  readonly #kind: Kind;

  /** `tab` lives as long as the tab, reloads included; `browser` until the visitor clears it. */
  constructor(kind: Kind) {
    this.#kind = kind;
  }

  get(key: string): string | null {
    try {
      return this.#storage().getItem(PREFIX + key);
    } catch {
      return null;
    }
  }

  /** What is kept as JSON; nothing when it is none. */
  value(key: string): unknown {
    try {
      return JSON.parse(this.get(key) ?? 'null') as unknown;
    } catch {
      return null;
    }
  }

  /** False when it could not be kept; what was there before then stays. */
  set(key: string, text: string | null): boolean {
    try {
      if (text === null) this.#storage().removeItem(PREFIX + key);
      else this.#storage().setItem(PREFIX + key, text);
      return true;
    } catch {
      return false;
    }
  }

  // Where storage is forbidden, already naming it throws.
  #storage(): Storage {
    return this.#kind === 'tab' ? window.sessionStorage : window.localStorage;
  }
}
