import init from './engine/engine.js';

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

let ready;

export function load(source) {
  ready ??= init(source === undefined ? undefined : { module_or_path: source }).then(() => undefined);
  return ready;
}
