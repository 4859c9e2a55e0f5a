// The engine's functions, as the package has them wherever it runs.
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
  rules,
  start,
  step,
} from './engine/engine.js';
