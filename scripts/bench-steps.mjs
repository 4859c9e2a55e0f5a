// Times questions asked step by step, in the engine as it is shipped, in Node.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { priceBooks } from './books.mjs';
import { usageOf } from './presets.mjs';

const root = join(import.meta.dirname, '..');
/** Points of a cost curve, the entered usage apart. */
const POINTS = 50;

/**
 * @typedef {object} Steps milliseconds for one preset
 * @property {string} name
 * @property {number} first until the first answer of a quote
 * @property {number} proved until the cheapest plan is proved, or given up
 * @property {number} drawn until every point of the cost curve is there
 * @property {number} curve until the curve is complete
 * @property {number} longest the longest step of all
 */

/**
 * One row for each preset of each shipped price book, after one run that warms the engine up.
 * @returns {Promise<Steps[]>}
 */
export async function stepTimings() {
  const engine = await import(join(root, 'www/engine/engine.js'));
  engine.initSync({ module: readFileSync(join(root, 'www/engine/engine_bg.wasm')) });
  const rows = [];
  for (const book of priceBooks()) {
    const opened = engine.open(readFileSync(join(root, 'www/books', book), 'utf8'));
    for (const preset of opened.book.presets) {
      const asked = [opened.handle, usageOf(preset)];
      ask(engine, [...asked, 'quote'], () => true);
      const isAnswer = (/** @type {any} */ { quote }) => quote !== undefined && !('ran_out' in quote.answer);
      const isProved = (/** @type {any} */ { quote }) => quote !== undefined && quote.stage !== 'checking';
      const isDrawn = (/** @type {any} */ { curve }) => curve.points.length >= POINTS;
      const first = ask(engine, [...asked, 'quote'], isAnswer);
      const proved = ask(engine, [...asked, 'quote'], isProved);
      const curve = ask(engine, [...asked, { curve: { points: POINTS } }], isDrawn);
      rows.push({
        name: `${book.replace('.json', '')}/${preset.id}`,
        first: first.reached,
        proved: proved.reached,
        drawn: curve.reached,
        curve: curve.all,
        longest: Math.max(first.longest, proved.longest, curve.longest),
      });
    }
    engine.close(opened.handle);
  }
  return rows;
}

/**
 * @param {any} engine
 * @param {any[]} question
 * @param {(reply: any) => boolean} isReached
 */
function ask(engine, question, isReached) {
  const begun = performance.now();
  const started = engine.start(...question);
  if (!started.ok) throw new Error(JSON.stringify(started.faults));
  let [reached, longest, last] = [Infinity, 0, begun];
  for (;;) {
    const stepped = engine.step(started.task);
    if (!stepped.ok) throw new Error(JSON.stringify(stepped.faults));
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (reached === Infinity && stepped.reply !== null && isReached(stepped.reply)) reached = now - begun;
    if (stepped.done) return { reached, longest, all: now - begun };
  }
}

if (process.argv[1] === import.meta.filename) {
  const rows = await stepTimings();
  const at = (/** @type {keyof Steps} */ key, /** @type {number} */ share) => {
    const all = rows.map((row) => Number(row[key])).sort((a, b) => a - b);
    return (all[Math.floor((all.length - 1) * share)] ?? 0).toFixed(1);
  };
  console.log(`${rows.length} presets, 12 months, ms: median / p90 / max`);
  for (const key of /** @type {const} */ (['first', 'proved', 'drawn', 'curve', 'longest'])) {
    console.log(`  ${key.padEnd(8)} ${at(key, 0.5)} / ${at(key, 0.9)} / ${at(key, 1)}`);
  }
  const late = rows.filter(({ drawn }) => drawn > 500);
  for (const { name, drawn } of late) console.log(`  curve later than 500 ms: ${name} ${drawn.toFixed(0)}`);
}
