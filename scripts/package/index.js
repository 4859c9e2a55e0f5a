import init from './engine/engine.js';

export * from './functions.js';

let ready;

export function load(source) {
  ready ??= init(source === undefined ? undefined : { module_or_path: source }).then(() => undefined);
  return ready;
}
