// The package as its users meet it: linked into another project, and imported by its name.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { priceBooks } from './books.mjs';

const root = join(import.meta.dirname, '..');
let project = '';

before(() => {
  project = mkdtempSync(join(tmpdir(), 'credit-calculator-'));
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(join(root, 'pkg'), join(project, 'node_modules/credit-calculator'));
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
});

after(() => {
  rmSync(project, { recursive: true });
});

test('Node opens every price book and quotes every preset', () => {
  const program = `
    import { readFileSync } from 'node:fs';
    import assert from 'node:assert/strict';
    import { close, dropTask, load, open, quote, start, step } from 'credit-calculator';
    import { usageOf } from ${JSON.stringify(join(root, 'scripts/presets.mjs'))};
    await load();
    for (const path of process.argv.slice(1)) {
      const opened = open(readFileSync(path, 'utf8'));
      if (!opened.ok) throw new Error(path + ': ' + JSON.stringify(opened.faults));
      for (const preset of opened.book.presets) {
        const quoted = quote(opened.handle, usageOf(preset));
        if (!quoted.ok) throw new Error(path + ', ' + preset.id + ': ' + JSON.stringify(quoted.faults));
        const { task } = start(opened.handle, usageOf(preset), 'quote');
        let stepped = step(task);
        while (stepped.ok && !stepped.done) stepped = step(task);
        assert.deepEqual(stepped.reply, { quote: quoted.quote }, path + ', ' + preset.id);
        dropTask(task);
      }
      close(opened.handle);
    }`;
  const paths = priceBooks().map((name) => join(root, 'www/books', name));
  assert.notEqual(paths.length, 0);
  execFileSync(process.execPath, ['--input-type=module', '--eval', program, ...paths], { cwd: project });
});

test('TypeScript users get the types', () => {
  const program = `
    import { load, open, quote, start, step, type Question, type Usage } from 'credit-calculator';
    import type { CreditCalculatorEvents } from 'credit-calculator/element';
    import address from 'credit-calculator/engine.wasm';
    export async function total(text: string, usage: Usage): Promise<boolean> {
      await load(address);
      const opened = open(text);
      return opened.ok && quote(opened.handle, usage).ok;
    }
    export function first(handle: number, usage: Usage, question: Question): boolean {
      const started = start(handle, usage, question);
      const stepped = started.ok ? step(started.task) : started;
      return stepped.ok && stepped.reply !== null && 'quote' in stepped.reply;
    }
    const element = document.createElement('credit-calculator');
    element.bookText = '{}';
    void element.inquire({ curve: {} }, (reply) => {
      console.log(Object.keys(reply));
    });
    element.addEventListener('quote', (event) => {
      const { detail } = event as CreditCalculatorEvents['quote'];
      console.log(detail.lines);
    });`;
  writeFileSync(join(project, 'use.ts'), program);
  const flags = [
    '--noEmit',
    '--strict',
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--ignoreConfig',
    'use.ts',
  ];
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...flags], { cwd: project });
});

test('every file the exports name is there, and the engine is shipped once', () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'pkg/package.json'), 'utf8'));
  const named = [...JSON.stringify(exports).matchAll(/"(\.\/[^"]*\.\w+)"(?!:)/g)].map(
    (found) => found[1] ?? '',
  );
  assert.ok(named.length >= 8);
  for (const path of named) readFileSync(join(root, 'pkg', path));
  const files = readdirSync(join(root, 'pkg'), { recursive: true }).map(String);
  assert.deepEqual(
    files.filter((path) => path.endsWith('.wasm')),
    ['engine/engine_bg.wasm'],
  );
});
