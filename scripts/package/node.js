import { readFileSync } from 'node:fs';
import { initSync } from './engine/engine.js';

export {
  close,
  dropEvents,
  dropTask,
  finishEvents,
  open,
  openEvents,
  previewEvents,
  pushEvents,
  quote,
  start,
  step,
} from './engine/engine.js';

initSync({ module: readFileSync(new URL('./engine/engine_bg.wasm', import.meta.url)) });

export function load() {
  return Promise.resolve();
}
