#!/usr/bin/env node
// The command of the package: checks price books, prints their JSON Schema.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { show, summary } from './cli-text.js';

const HELP = `Checks price books, as the calculator reads them.

  credit-calculator check FILE... [--json] [--strict]
      prints every fault with its place; - reads standard input
      --json    one JSON document: [{ file, ok, faults }]
      --strict  warnings fail as well
  credit-calculator schema [--path]
      prints the JSON Schema of price books, or where its file is

Exit status: 0 nothing is wrong, 1 there are faults, 2 the command or a file cannot be read.`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
  path: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
};

const FINE = 0;
const FAULTY = 1;
const UNUSABLE = 2;

// A reader of our output that has seen enough, such as head, is no failure.
process.stdout.on('error', (error) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`credit-calculator: ${error.message}`);
  process.exitCode = UNUSABLE;
}

async function main() {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const [command, ...files] = positionals;
  if (values.help) return print(HELP);
  if (values.version) return print(JSON.parse(beside('package.json')).version);
  if (command === 'schema' && files.length === 0) {
    const schema = 'price-book.schema.json';
    return print(values.path ? fileURLToPath(new URL(schema, import.meta.url)) : beside(schema).trimEnd());
  }
  if (command === 'check' && files.length > 0) return check(files, values);
  console.error(HELP);
  return UNUSABLE;
}

async function check(files, { json, strict }) {
  const engine = await import('./node.js');
  const results = files.map((file) => checkFile(engine, file, strict));
  if (json) {
    print(JSON.stringify(results, (name, value) => (name === 'text' ? undefined : value), 2));
  } else {
    for (const result of results) show(result).forEach(print);
    if (results.length > 1) print(summary(results));
  }
  if (results.some(({ error }) => error !== undefined)) return UNUSABLE;
  return results.every(({ ok }) => ok) ? FINE : FAULTY;
}

/** What is found in one file; `ok` says whether it passes. */
function checkFile({ open, close }, file, strict) {
  let text;
  try {
    text = decode(readFileSync(file === '-' ? 0 : file));
  } catch (error) {
    return { file, ok: false, faults: [], error: error.message };
  }
  const opened = open(text);
  if (!opened.ok) return { file, ok: false, faults: opened.faults, text };
  close(opened.handle);
  return { file, ok: !strict || opened.warnings.length === 0, faults: opened.warnings, text };
}

function decode(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error('it is not UTF-8 text; save it as UTF-8');
  }
}

function beside(name) {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

function print(text) {
  process.stdout.write(`${text}\n`);
  return FINE;
}
