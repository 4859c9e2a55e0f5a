/** The worker that reads files of events, as the page sees it. */
import { startWorker } from '../engine/start-worker.ts';
import type { EventsFinished, EventsMapping, EventsPreviewed } from '../engine/types.ts';
import type { EventsCall, EventsProgress, EventsReply } from './protocol.ts';

/** The worker failed; it has been ended. */
export class ReadingFailed extends Error {
  override readonly name = 'ReadingFailed';
}

/** Reading was stopped on purpose. */
export class ReadingStopped extends Error {
  override readonly name = 'ReadingStopped';
}

type Waiting = {
  readonly worker: Worker;
  readonly stop: () => void;
};

/** One file at a time; each in a worker of its own, so that stopping is at once and leaves nothing behind. */
export class EventsReader {
  #waiting: Waiting | null = null;

  async preview(file: Blob, delimiter?: string): Promise<EventsPreviewed> {
    const reply = await this.#ask({ preview: { file, delimiter } }, () => undefined);
    if ('previewed' in reply) return reply.previewed;
    throw new ReadingFailed('The file could not be looked at.');
  }

  async read(
    file: Blob,
    book: string,
    mapping: EventsMapping,
    progress: (progress: EventsProgress) => void,
  ): Promise<EventsFinished> {
    const reply = await this.#ask({ read: { file, book, mapping } }, progress);
    if ('finished' in reply) return reply.finished;
    throw new ReadingFailed('The file could not be read.');
  }

  stop(): void {
    this.#waiting?.stop();
  }

  #ask(call: EventsCall, progress: (progress: EventsProgress) => void): Promise<EventsReply> {
    this.stop();
    return new Promise((resolve, reject) => {
      const worker = startWorker('events');
      const end = (settle: () => void) => {
        worker.terminate();
        if (this.#waiting?.worker === worker) this.#waiting = null;
        settle();
      };
      const fail = (why: string) => {
        end(() => {
          reject(new ReadingFailed(why));
        });
      };
      this.#waiting = {
        worker,
        stop: () => {
          end(() => {
            reject(new ReadingStopped());
          });
        },
      };
      worker.addEventListener('message', ({ data }: MessageEvent<EventsReply>) => {
        if ('progress' in data) progress(data.progress);
        else if ('failed' in data) fail(data.failed);
        else
          end(() => {
            resolve(data);
          });
      });
      worker.addEventListener('error', (event) => {
        fail(event.message || 'The engine could not be loaded.');
      });
      worker.postMessage(call);
    });
  }
}
