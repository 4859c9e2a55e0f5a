import events from '../events/events-worker.ts?worker&url';
import engine from './worker.ts?worker&url';

const ADDRESSES = { engine, events };

export type WorkerName = keyof typeof ADDRESSES;

/** Starts one of the workers, also where the calculator was loaded from another origin than the page's own. */
export function startWorker(name: WorkerName): Worker {
  const url = new URL(ADDRESSES[name], import.meta.url);
  return url.origin === location.origin ? new Worker(url, { type: 'module' }) : acrossOrigins(url);
}

/** A worker must come from the page's own origin, but a module there may import one from anywhere. */
function acrossOrigins({ href }: URL): Worker {
  const bridge = new Blob([`import ${JSON.stringify(href)};`], { type: 'text/javascript' });
  const own = URL.createObjectURL(bridge);
  const worker = new Worker(own, { type: 'module' });
  // Whatever it says first, it has been read by then.
  const forget = () => {
    URL.revokeObjectURL(own);
  };
  worker.addEventListener('message', forget, { once: true });
  worker.addEventListener('error', forget, { once: true });
  return worker;
}
