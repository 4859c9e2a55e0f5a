// The JSON Schema, by a validator that knows nothing of us: it takes every sound book, and refuses what has a wrong shape.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { priceBooks } from './books.mjs';

const root = join(import.meta.dirname, '..');
const faulty = join(root, 'tests/cases/faulty-books');

/** Faults of shape, which a schema can know. All others are for the engine to find. */
const SHAPE = [
  'bad_expiry',
  'missing_field',
  'not_whole',
  'out_of_range',
  'unknown_currency',
  'unknown_field',
  'unknown_format',
  'unknown_word',
  'wrong_type',
];

/** @param {string} path */
function read(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(
  read(join(root, 'www/books/price-book.schema.json')),
);

/** @param {unknown} book */
function errors(book) {
  return validate(book) ? [] : (validate.errors ?? []);
}

test('it takes every sound price book', () => {
  const quoted = join(root, 'tests/cases/quotes/books');
  const paths = [
    ...priceBooks().map((name) => join(root, 'www/books', name)),
    ...readdirSync(quoted).map((name) => join(quoted, name)),
  ];
  assert.ok(paths.length >= 10);
  for (const path of paths) assert.deepEqual(errors(read(path)), [], path);
});

test('it takes every price book of the documentation', () => {
  const pages = ['README.md', 'docs/price-book.md'].map((page) => readFileSync(join(root, page), 'utf8'));
  const blocks = pages.flatMap((page) =>
    [...page.matchAll(/```json\n(.*?)```/gs)].map((found) => found[1] ?? ''),
  );
  const books = blocks.filter((block) => block.includes('"format"'));
  assert.ok(books.length >= 2);
  for (const book of books) assert.deepEqual(errors(JSON.parse(book)), [], book);
});

test('it refuses books of a wrong shape, and only those', () => {
  const codes = readdirSync(faulty)
    .filter((name) => name.endsWith('.json') && name !== 'expected.json')
    .map((name) => name.replace('.json', ''));
  const refused = codes.filter((code) => errors(read(join(faulty, `${code}.json`))).length > 0);
  assert.deepEqual(refused, SHAPE);
});

test('editors are told what a member means', () => {
  const { $defs } = read(join(root, 'www/books/price-book.schema.json'));
  for (const [name, definition] of Object.entries($defs)) {
    const members = Object.entries(definition.properties ?? {});
    for (const [member, schema] of members) assert.ok(schema.description, `${name}.${member} says nothing`);
  }
});
