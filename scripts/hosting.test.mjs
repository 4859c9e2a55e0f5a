// The page's policy stands in four places; they must say the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { HEADERS } from './serve.mjs';

const root = join(import.meta.dirname, '..');
/** @param {string} path */
const read = (path) => readFileSync(join(root, path), 'utf8');

test('the page’s own policy is the header’s, but for what works as a header only', () => {
  const own = /Content-Security-Policy"\s+content="([^"]*)"/.exec(read('www/index.html'))?.[1];
  assert.equal(`${own}; frame-ancestors 'self'`, HEADERS['Content-Security-Policy']);
});

test('docs/hosting.md names every header with its value, in the table and in both examples', () => {
  const text = read('docs/hosting.md');
  const apart = ['Access-Control-Allow-Origin', 'Cache-Control'];
  for (const [name, value] of Object.entries(HEADERS).filter(([each]) => !apart.includes(each))) {
    assert.ok(text.includes(`| \`${name}\` | \`${value}\` |`), name);
    assert.ok(text.includes(`\n  ${name}: ${value}\n`), name);
    const quoted = /[ ;]/.test(value) ? `"${value}"` : value;
    assert.ok(text.includes(`  add_header ${name} ${quoted} always;\n`), name);
  }
});

test('no script and no style of the page is inline, and nothing is of another host', () => {
  const page = read('www/index.html');
  assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)/);
  assert.doesNotMatch(page, /<style|\bstyle=|\bon\w+=/);
  assert.doesNotMatch(page, /(?:src|href)="(?:https?:)?\/\//);
});
