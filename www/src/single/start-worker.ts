import { block } from './block.ts';

/** Starts the engine's worker from the text that is in the page. */
export function startWorker(): Worker {
  const address = URL.createObjectURL(new Blob([block('engine')], { type: 'text/javascript' }));
  const worker = new Worker(address);
  // Whatever it says first, it has been read by then.
  const forget = () => {
    URL.revokeObjectURL(address);
  };
  worker.addEventListener('message', forget, { once: true });
  worker.addEventListener('error', forget, { once: true });
  return worker;
}
