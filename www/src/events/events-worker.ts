/** Reads files of events off the page's thread, in an engine of its own: the answer keeps following what is typed. */
import init, { finishEvents, open, openEvents, previewEvents, pushEvents } from '../../engine/engine.js';
import type {
  EventsFinished,
  EventsMapping,
  EventsOpened,
  EventsPreviewed,
  EventsPushed,
  Fault,
  Opened,
} from '../engine/types.ts';
import type { EventsCall, EventsReply } from './protocol.ts';
import { head, utf8 } from './utf8.ts';

/** So much of a file is looked at first. */
const PREVIEW_BYTES = 262_144;
/** Progress is told at most so often, in bytes. */
const TOLD_EVERY = 262_144;

const ready = init();

function say(reply: EventsReply): void {
  self.postMessage(reply);
}

async function preview(file: Blob, delimiter: string | undefined): Promise<void> {
  const start = utf8(file.slice(0, PREVIEW_BYTES).stream(), await head(file));
  const bytes = new Uint8Array(await new Response(start).arrayBuffer());
  say({ previewed: previewEvents(bytes, file.size <= PREVIEW_BYTES, delimiter) as EventsPreviewed });
}

async function read(file: Blob, book: string, mapping: EventsMapping): Promise<EventsFinished> {
  const refused = (faults: Fault[]): EventsFinished => ({ ok: false, faults });
  const opened = open(book) as Opened;
  if (!opened.ok) return refused(opened.faults);
  const events = openEvents(opened.handle, mapping) as EventsOpened;
  if (!events.ok) return refused(events.faults);
  let bytes = 0;
  let told = 0;
  // What is read is counted in the file's own bytes, whatever its encoding.
  const counted = file.stream().pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, control) {
        bytes += chunk.byteLength;
        control.enqueue(chunk);
      },
    }),
  );
  const reader = utf8(counted, await head(file)).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const pushed = pushEvents(events.events, value) as EventsPushed;
    if (!pushed.ok) return refused(pushed.faults);
    if (bytes - told >= TOLD_EVERY) {
      told = bytes;
      say({ progress: { bytes, of: file.size, rows: pushed.rows, unread: pushed.unread } });
    }
  }
  return finishEvents(events.events) as EventsFinished;
}

async function answer(call: EventsCall): Promise<void> {
  try {
    await ready;
    if ('preview' in call) await preview(call.preview.file, call.preview.delimiter);
    else say({ finished: await read(call.read.file, call.read.book, call.read.mapping) });
  } catch (error) {
    say({ failed: String(error) });
  }
}

self.addEventListener('message', (event: MessageEvent<EventsCall>) => {
  void answer(event.data);
});
