/** The answers to all columns, from an engine of its own: one question after the other, begun when the page's own is answered. */
import { WorkerEngine } from '../engine/client.ts';
import type { BookView, Quote, Quoted, Usage } from '../engine/types.ts';
import { carriedOver } from '../edits.ts';
import { m } from '../messages/page.ts';
import { textOf } from '../page/shelf.ts';
import type { Desk } from '../take/desk.ts';
import { Scenarios } from '../take/scenarios.ts';
import { isNothing } from '../typed.ts';
import { asked } from '../usage.ts';
import { carry } from './carry.ts';
import type { Column, Now, Result, Silence, Source } from './column.ts';

/** A question about usage of a price book. */
type Ask = {
  readonly text: string;
  readonly handle: number;
  readonly book: BookView;
  readonly usage: Usage;
  readonly notes: readonly string[];
  readonly isWhole: boolean;
};

type OpenedBook = { readonly handle: number; readonly book: BookView };

export class Answers {
  readonly #engine = new WorkerEngine();
  readonly #books = new Map<string, OpenedBook>();
  readonly #texts = new Map<string, string>();
  readonly #known = new Map<number, { readonly question: string; readonly quoted: Quoted }>();
  readonly #results = new Map<number, Result>();
  readonly #scenarios = new Scenarios();
  readonly #changed: () => void;
  #aborter: AbortController | null = null;
  busy = false;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** What was found last; it stays while the next is worked out. */
  of({ key }: Column): Result | undefined {
    return this.#results.get(key);
  }

  /** Answers anew for all columns; what was being answered is given up. */
  async update(columns: readonly Column[], now: Now, desk: Desk): Promise<void> {
    this.pause();
    const { signal } = (this.#aborter = new AbortController());
    this.busy = true;
    this.#forget(columns);
    const used = new Set<string>();
    for (const column of columns) {
      const result = await this.#answer(column, now, desk, signal, used);
      if (signal.aborted) return;
      this.#results.set(column.key, result);
      this.#changed();
    }
    for (const [text, { handle }] of this.#books) {
      if (used.has(text)) continue;
      this.#books.delete(text);
      this.#engine.close(handle);
    }
    this.busy = false;
    this.#changed();
  }

  /** Asks for nothing more until the next update. */
  pause(): void {
    this.#aborter?.abort();
    this.#aborter = null;
  }

  stop(): void {
    this.pause();
    this.#engine.stop();
  }

  async #answer(
    { key, source }: Column,
    now: Now,
    desk: Desk,
    signal: AbortSignal,
    used: Set<string>,
  ): Promise<Result> {
    if (source.kind === 'now') return resultOf(now.book.view, now.quote, [], true);
    try {
      const ask = await this.#askFor(source, now, desk);
      if ('why' in ask) return ask;
      used.add(ask.text);
      const { book, notes, isWhole } = ask;
      if (ask.usage.lines.length === 0 && ask.usage.measured === undefined)
        return { why: [m.compare.nothingAlike], notes };
      const quoted = await this.#quoted(key, ask, signal);
      if (quoted.ok) return resultOf(book, quoted.quote, notes, isWhole);
      return { why: quoted.faults.map(({ message }) => m.compare.usageFaulty(message)), notes };
    } catch {
      return { why: [m.compare.failed], notes: [] };
    }
  }

  async #quoted(key: number, { text, handle, usage }: Ask, signal: AbortSignal): Promise<Quoted> {
    const question = JSON.stringify([usage, text]);
    const known = this.#known.get(key);
    if (known?.question === question) return known.quoted;
    const quoted = await this.#engine.quote(handle, usage, undefined, signal);
    this.#known.set(key, { question, quoted });
    return quoted;
  }

  async #askFor(source: Exclude<Source, { kind: 'now' }>, now: Now, desk: Desk): Promise<Ask | Silence> {
    if (source.kind === 'scenario') return this.#askScenario(source.name, desk);
    const text = source.kind === 'file' ? source.text : await this.#textOf(source.file);
    const opened = await this.#open(text);
    if ('why' in opened) return opened;
    return { ...opened, text, ...carry(now.usage, now.book.view, opened.book) };
  }

  async #askScenario(name: string, desk: Desk): Promise<Ask | Silence> {
    const scenario = this.#scenarios.all.find((each) => each.name === name);
    if (scenario === undefined) return { why: [m.compare.gone], notes: [] };
    const { pin, draft, bookText } = scenario.shared;
    const file = pin.id === null ? null : desk.fileOf(pin.id);
    if (bookText === null && file === null) return { why: [m.compare.noBook], notes: [] };
    const text = bookText ?? (await this.#textOf(file ?? ''));
    const opened = await this.#open(text);
    if ('why' in opened) return opened;
    const gone = draft.lines
      .filter(({ feature, times }) => !isNothing(times) && !hasFeature(opened.book, feature))
      .map(({ feature }) => feature);
    return {
      ...opened,
      text,
      usage: asked(carriedOver(opened.book)(draft)).usage,
      notes: gone.length === 0 ? [] : [m.compare.notes.lines([...new Set(gone)])],
      isWhole: gone.length === 0,
    };
  }

  async #open(text: string): Promise<OpenedBook | Silence> {
    const known = this.#books.get(text);
    if (known !== undefined) return known;
    const opened = await this.#engine.open(text);
    if (!opened.ok) {
      const [fault] = opened.faults;
      return {
        why: fault === undefined ? [m.compare.failed] : [m.compare.bookFaulty(fault.message)],
        notes: [],
      };
    }
    const { handle, book } = opened;
    this.#books.set(text, { handle, book });
    return { handle, book };
  }

  async #textOf(file: string): Promise<string> {
    const text = this.#texts.get(file) ?? (await textOf(file));
    this.#texts.set(file, text);
    return text;
  }

  #forget(columns: readonly Column[]): void {
    const keys = new Set(columns.map(({ key }) => key));
    for (const kept of [this.#known, this.#results]) {
      for (const key of kept.keys()) if (!keys.has(key)) kept.delete(key);
    }
  }
}

function hasFeature({ features }: BookView, feature: string): boolean {
  return features.some(({ id }) => id === feature);
}

function resultOf(book: BookView, quote: Quote, notes: readonly string[], isWhole: boolean): Result {
  if ('found' in quote.answer) return { book, quote, found: quote.answer.found, notes, isWhole };
  return { why: ['impossible' in quote.answer ? m.compare.impossible : m.compare.ranOut], notes };
}
