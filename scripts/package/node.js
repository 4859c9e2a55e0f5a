import { readFileSync } from 'node:fs';
import { initSync } from './engine/engine.js';

export * from './functions.js';

initSync({ module: readFileSync(new URL('./engine/engine_bg.wasm', import.meta.url)) });

export function load() {
  return Promise.resolve();
}
