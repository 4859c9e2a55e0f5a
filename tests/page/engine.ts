import { readFileSync } from 'node:fs';
import { close, initSync, open, start, step } from '../../www/engine/engine.js';
import type { Opened, Question, Reply, Started, Stepped, Usage } from '../../www/src/engine/types.ts';

const root = new URL('../../', import.meta.url);

initSync({ module: readFileSync(new URL('www/engine/engine_bg.wasm', root)) });

/** What the engine says in the end about usage under a shipped price book, asked without any page. */
export function ask(book: string, usage: Usage, question: Question): Reply {
  const opened = open(readFileSync(new URL(`www/books/${book}`, root), 'utf8')) as Opened;
  if (!opened.ok) throw new Error(`${book} has faults.`);
  const started = start(opened.handle, usage, question) as Started;
  if (!started.ok) throw new Error(JSON.stringify(started.faults));
  for (;;) {
    const stepped = step(started.task) as Stepped;
    if (!stepped.ok) throw new Error(JSON.stringify(stepped.faults));
    if (!stepped.done) continue;
    close(opened.handle);
    if (stepped.reply === null) throw new Error('No reply.');
    return stepped.reply;
  }
}
