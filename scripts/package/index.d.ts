import type {
  EventsFinished,
  EventsMapping,
  EventsOpened,
  EventsPreviewed,
  EventsPushed,
  Opened,
  Question,
  Quoted,
  Read,
  Started,
  Stepped,
  Usage,
} from './types.js';

export type * from './types.js';

/**
 * Loads the engine; await it once before anything else. Node needs no `source`, nor does a page or bundler that
 * keeps `engine/engine_bg.wasm` beside the script. Others pass the file's address or bytes.
 */
export function load(source?: string | URL | Response | BufferSource | WebAssembly.Module): Promise<void>;

/** Reads and checks a price book. The handle stays valid until `close`. */
export function open(text: string): Opened;

/** The whole answer for one usage. Decimals are strings, so that none is changed on the way. */
export function quote(handle: number, usage: Usage): Quoted;

/** Every rule of the price book as data, with an example of each feature worked out; prices in one currency. */
export function rules(handle: number, currency?: string): Read;

/** Starts to answer a question step by step; `step` does the work. */
export function start(handle: number, usage: Usage, question: Question): Started;

/** Works on a task for a moment and says what is known so far. A task that is done, or has faults, is forgotten. */
export function step(task: number): Stepped;

/** Forgets a task that nobody waits for any more. */
export function dropTask(task: number): void;

/** Looks at the beginning of a file of real events; `whole` says that there is no more of it. */
export function previewEvents(start: Uint8Array, whole: boolean, delimiter?: string): EventsPreviewed;

/** Begins to read a file of real events, each priced by its own rate and rounding. */
export function openEvents(handle: number, mapping: EventsMapping): EventsOpened;

/** Reads its next bytes, however they are cut. */
export function pushEvents(events: number, bytes: Uint8Array): EventsPushed;

/** What the file comes to, also as usage that can be quoted; it is forgotten. */
export function finishEvents(events: number): EventsFinished;

/** Forgets a file of events that nobody waits for any more. */
export function dropEvents(events: number): void;

/** Forgets a price book and the tasks about it. */
export function close(handle: number): void;
