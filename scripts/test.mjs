// Runs every check and every test, whatever fails before, and ends with one line: "N passed, N failed".
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { judge, nodeCounts, pageCounts, rustCounts } from './counts.mjs';

const root = join(import.meta.dirname, '..');
const report = join(root, 'test-results/page.json');
const onlyQuick = process.argv[2] === 'check';

/**
 * @typedef {import('./counts.mjs').Counts} Counts
 * @typedef {object} Step
 * @property {string} name
 * @property {string | (() => string)} command
 * @property {boolean} [quick] whether `make check` runs it too
 * @property {Record<string, string>} [env]
 * @property {(text: string) => Counts | undefined} [counts] without it, the step is one check
 * @property {boolean} [mayBeEmpty]
 */

/** @type {Step[]} */
const STEPS = [
  { name: 'tools installed', command: 'make setup' },
  { name: 'rustfmt', command: 'cargo fmt --check', quick: true },
  { name: 'clippy', command: 'cargo clippy --locked --all-targets -- -D warnings', quick: true },
  {
    name: 'clippy, wasm',
    command:
      'cargo clippy --locked --target wasm32-unknown-unknown --features wasm --lib --test wasm -- -D warnings',
  },
  { name: 'rustdoc', command: 'cargo doc --locked --no-deps', env: { RUSTDOCFLAGS: '-D warnings' } },
  { name: 'build', command: 'make build single-file' },
  { name: 'types, page', command: 'tsc --project www', quick: true },
  { name: 'types, page tests', command: 'tsc --project tests/page', quick: true },
  { name: 'types, scripts', command: 'tsc --project scripts', quick: true },
  { name: 'eslint', command: 'eslint --max-warnings 0 .', quick: true },
  { name: 'prettier', command: 'make prettier-check', quick: true },
  { name: 'Rust tests', command: 'cargo test --locked --lib --tests', counts: rustCounts, quick: true },
  { name: 'Rust doc tests', command: 'cargo test --locked --doc', counts: rustCounts, mayBeEmpty: true },
  {
    name: 'boundary tests',
    // Asked late, since the first step may have installed it.
    command: () =>
      `wasm-pack test --headless --chrome --chromedriver ${findBrowser().driver ?? 'chromedriver'} ` +
      '--mode no-install . --features wasm --locked --test wasm',
    counts: rustCounts,
  },
  {
    name: 'script tests',
    command: 'node --test --test-reporter=spec scripts/*.test.mjs',
    counts: nodeCounts,
  },
  {
    name: 'page tests',
    command: 'playwright test --config tests/page',
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    counts: () => pageCounts(read(report)),
  },
];

mkdirSync(join(root, 'test-results'), { recursive: true });
rmSync(report, { force: true });

/** @type {(Counts & { name: string, seconds: number })[]} */
const rows = [];
for (const step of STEPS.filter(({ quick }) => quick === true || !onlyQuick)) {
  const command = typeof step.command === 'string' ? step.command : step.command();
  console.log(`\n── ${step.name}: ${command}`);
  const start = performance.now();
  const { succeeded, text } = await run(command, step.env);
  const counts = step.counts === undefined ? check(succeeded) : step.counts(text);
  const judged = judge(counts, succeeded, step.mayBeEmpty ?? false);
  rows.push({ name: step.name, seconds: (performance.now() - start) / 1000, ...judged });
}
close();

/**
 * Runs a step, showing what it says as it says it.
 * @param {string} command
 * @param {Record<string, string> | undefined} env
 * @returns {Promise<{ succeeded: boolean, text: string }>}
 */
function run(command, env) {
  const colour = process.stdout.isTTY ? { CARGO_TERM_COLOR: 'always', FORCE_COLOR: '1' } : {};
  const child = spawn(command, {
    cwd: root,
    env: { ...process.env, ...colour, ...env },
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += String(chunk);
    process.stdout.write(chunk);
  });
  child.stderr.on('data', (chunk) => process.stderr.write(chunk));
  return new Promise((done) => {
    child.on('error', () => {
      done({ succeeded: false, text });
    });
    child.on('close', (code) => {
      done({ succeeded: code === 0, text });
    });
  });
}

/**
 * @param {boolean} succeeded
 * @returns {Counts}
 */
function check(succeeded) {
  return succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function close() {
  console.log('\nA format, lint, type or build check counts as one.\n');
  console.log(`${'step'.padEnd(20)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'seconds'.padStart(10)}`);
  for (const { name, passed, failed, seconds } of rows) {
    const numbers = `${String(passed).padStart(8)}${String(failed).padStart(8)}${seconds.toFixed(1).padStart(10)}`;
    console.log(`${name.padEnd(20)}${numbers}`);
  }
  const passed = rows.reduce((total, row) => total + row.passed, 0);
  const failed = rows.reduce((total, row) => total + row.failed, 0);
  process.exitCode = failed === 0 ? 0 : 1;
  console.log(`\n${passed} passed, ${failed} failed`);
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
