import type { Opened, Quoted, Usage } from './types.js';

export type * from './types.js';

/**
 * Loads the engine; await it once before anything else. Node needs no `source`, nor does a page or bundler that
 * keeps `engine/engine_bg.wasm` beside the script. Others pass the file's address or bytes.
 */
export function load(source?: string | URL | Response | BufferSource | WebAssembly.Module): Promise<void>;

/** Reads and checks a price book. The handle stays valid until `close`. */
export function open(text: string): Opened;

/** The whole answer for one usage. Decimals are strings, so that none is changed on the way. */
export function quote(handle: number, usage: Usage): Quoted;

/** Forgets a price book. */
export function close(handle: number): void;
