/** Runs the engine off the page's thread, so that typing never waits for a search. */
import init, { close, dropTask, open, quote, start, step } from '../../engine/engine.js';
import type { Call, Reply, Request, Result } from './protocol.ts';

const ready = init();

function answer(call: Call): Result {
  if ('open' in call) return open(call.open.text) as Result;
  if ('quote' in call) return quote(call.quote.handle, call.quote.usage) as Result;
  if ('start' in call) return start(call.start.handle, call.start.usage, call.start.question) as Result;
  if ('step' in call) return step(call.step.task) as Result;
  if ('drop' in call) dropTask(call.drop.task);
  else close(call.close.handle);
  return null;
}

async function reply({ id, call }: Request): Promise<Reply> {
  try {
    await ready;
    return { id, result: answer(call) };
  } catch (error) {
    // After a trap the instance must not be used again: the page starts a new worker.
    return { id, crashed: String(error) };
  }
}

self.addEventListener('message', (event: MessageEvent<Request>) => {
  void reply(event.data).then((message) => {
    self.postMessage(message);
  });
});
