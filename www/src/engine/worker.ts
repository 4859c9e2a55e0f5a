/** Runs the engine off the page's thread, so that typing never waits for a search. */
import init, { close, open, quote } from '../../engine/engine.js';
import type { Call, Reply, Request } from './protocol.ts';
import type { Opened, Quoted } from './types.ts';

const ready = init();

function answer(call: Call): Opened | Quoted | null {
  if ('open' in call) return open(call.open.text) as Opened;
  if ('quote' in call) return quote(call.quote.handle, call.quote.usage) as Quoted;
  close(call.close.handle);
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
