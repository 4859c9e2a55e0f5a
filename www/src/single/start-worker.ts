import type { WorkerName } from '../engine/start-worker.ts';
import { block } from './block.ts';

/** Starts a worker from the text that is in the page, with the engine that all of them share. */
export function startWorker(name: WorkerName): Worker {
  const script = [`const PACKED_ENGINE = ${JSON.stringify(block('engine'))};`, block(`${name}-worker`)];
  const address = URL.createObjectURL(new Blob(script, { type: 'text/javascript' }));
  const worker = new Worker(address);
  // Whatever it says first, it has been read by then.
  const forget = () => {
    URL.revokeObjectURL(address);
  };
  worker.addEventListener('message', forget, { once: true });
  worker.addEventListener('error', forget, { once: true });
  return worker;
}
