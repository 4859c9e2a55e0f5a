import address from './worker.ts?worker&url';

/** Starts the engine's worker, also where the calculator was loaded from another origin than the page's own. */
export function startWorker(): Worker {
  return startAt(new URL(address, import.meta.url));
}

/** The same for any worker of ours. */
export function startAt(url: URL): Worker {
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
