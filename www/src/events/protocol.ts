/** What the page and the worker that reads files of events say to each other. */
import type { EventsFinished, EventsMapping, EventsPreviewed } from '../engine/types.ts';

export type EventsCall =
  | { preview: { file: Blob; delimiter: string | undefined } }
  | { read: { file: Blob; book: string; mapping: EventsMapping } };

/** How far it is; bytes of the whole file's. */
export type EventsProgress = {
  readonly bytes: number;
  readonly of: number;
  readonly rows: number;
  readonly unread: number;
};

export type EventsReply =
  | { previewed: EventsPreviewed }
  | { progress: EventsProgress }
  | { finished: EventsFinished }
  | { failed: string };
