// What is taken away as files: tables, calendar, and everything as JSON.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { priceBooks } from './books.mjs';
import { usageOf } from './presets.mjs';
import './typescript.mjs';

const root = join(import.meta.dirname, '..');
const { csv } = await import('../www/src/take/csv.ts');
const { quoteTable, statementTable } = await import('../www/src/take/tables.ts');
const { calendar } = await import('../www/src/take/calendar.ts');
const { formatsOf } = await import('../www/src/format.ts');
const { fileName } = await import('../www/src/take/download.ts');
const { minus } = await import('../www/src/decimal.ts');

/** @typedef {import('../www/src/engine/types.ts').BookView} BookView */
/** @typedef {import('../www/src/engine/types.ts').Found} Found */
/** @typedef {import('../www/src/engine/types.ts').Quote} Quote */

/** @type {{ book: BookView, quote: Quote, found: Found }[]} */
const answers = [];
const NOW = new Date('2026-11-25T12:34:56.789Z');

before(async () => {
  const engine = await import('../www/engine/engine.js');
  engine.initSync({ module: readFileSync(join(root, 'www/engine/engine_bg.wasm')) });
  for (const name of [...priceBooks().slice(0, 12), '../../tests/page/books/two-types.json']) {
    const opened = engine.open(readFileSync(join(root, 'www/books', name), 'utf8'));
    assert.ok(opened.ok, name);
    for (const preset of opened.book.presets.slice(0, 2)) {
      const quoted = engine.quote(opened.handle, /** @type {any} */ (usageOf(preset)));
      if (!quoted.ok || !('found' in quoted.quote.answer)) continue;
      answers.push({ book: opened.book, quote: quoted.quote, found: quoted.quote.answer.found });
    }
  }
  assert.ok(answers.length > 12);
});

/** A second reader of CSV, letter by letter. @param {string} text */
function parsed(text) {
  assert.equal(text.charCodeAt(0), 0xfeff);
  /** @type {string[][]} */
  const rows = [[]];
  let field = '';
  let quoted = false;
  for (let at = 1; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (quoted) {
      if (letter !== '"') field += letter;
      else if (text.charAt(at + 1) === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === ',' || letter === '\r') {
      rows.at(-1)?.push(field);
      field = '';
      if (letter === '\r') {
        assert.equal(text.charAt(at + 1), '\n');
        rows.push([]);
        at += 1;
      }
    } else field += letter;
  }
  assert.deepEqual(rows.pop(), []);
  assert.equal(quoted, false);
  return rows;
}

test('a table is read as it was written', () => {
  const head = ['a', 'b, c', 'd "e"'];
  const rows = [
    ['1.50', 'two\r\nlines', ' space '],
    ['', '“ö”', '-5'],
    ['x', 'y', 'z'],
  ];
  assert.deepEqual(parsed(csv(head, rows)), [head, ...rows]);
});

test('nothing in a table is taken for a formula', () => {
  const formulas = [
    '=1+1',
    '+1+1',
    '-1+1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =HYPERLINK("x")',
    '|x',
    '＝1',
    '-5 credits',
  ];
  const [, ...rows] = parsed(
    csv(
      ['x'],
      formulas.map((formula) => [formula]),
    ),
  );
  assert.deepEqual(
    rows,
    formulas.map((formula) => [`'${formula}`]),
  );
  assert.deepEqual(parsed(csv(['x'], [['-5.25'], ['-5']])).slice(1), [['-5.25'], ['-5']]);
});

/** Sums decimals exactly. @param {string[]} decimals */
function sum(decimals) {
  const PLACES = 12;
  const total = decimals.reduce((all, decimal) => {
    const [whole = '', fraction = ''] = decimal.split('.');
    return all + BigInt(whole + fraction.padEnd(PLACES, '0'));
  }, 0n);
  const digits = String(total).padStart(PLACES + 1, '0');
  return `${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`.replace(/\.?0+$/, '');
}

test('the quote as a table: every row is whole, and what is bought adds up to the cost', () => {
  for (const { book, quote, found } of answers) {
    const [head = [], ...rows] = parsed(quoteTable(quote, book));
    for (const row of rows) assert.equal(row.length, head.length);
    const amount = head.indexOf('Amount');
    const bought = rows.filter(([section, , what]) => section === 'Buy' && what !== 'Total');
    assert.equal(bought.length, found.invoice.length);
    assert.equal(sum(bought.map((row) => row[amount] ?? '')), found.cost, book.name);
    const lost = rows.filter(([section]) => section === 'Expires unused');
    assert.equal(lost.length, found.expiry.losses.length);
    book.credits.forEach(({ plural }, at) => {
      const column = head.indexOf(plural);
      const used = rows.filter(([section]) => section === 'Usage').map((row) => row[column] || '0');
      assert.equal(sum(used), quote.credits_total[at], book.name);
      const expired = lost.map((row) => row[column] || '0');
      assert.equal(sum(expired), found.expiry.expired_credits[at], book.name);
    });
  }
});

test('the statement as a table: in order of days, with everything received and lost', () => {
  for (const { book, quote, found } of answers) {
    const [head = [], ...rows] = parsed(statementTable(found, formatsOf(book, quote.book.currency)));
    for (const row of rows) assert.equal(row.length, head.length);
    const what = head.indexOf('What');
    const count = (/** @type {string} */ kind) =>
      found.statement.credits.flatMap(({ events }) => events).filter((event) => event.kind === kind).length;
    assert.equal(rows.filter((row) => row[what] === 'Received').length, count('grant'));
    assert.equal(rows.filter((row) => row[what] === 'Expired').length, count('loss'));
    const types = new Set(rows.map((row) => row[1]));
    for (const type of types) {
      const days = rows.filter((row) => row[1] === type).map((row) => row[0] ?? '');
      assert.deepEqual(days, [...days].sort());
    }
  }
});

/** A second reader of calendar files. @param {string} text */
function events(text) {
  assert.ok(text.endsWith('END:VCALENDAR\r\n'));
  assert.doesNotMatch(text.replaceAll('\r\n', ''), /[\r\n]/);
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  /** @type {Record<string, string>[]} */
  const found = [];
  for (const line of lines) {
    const [name = '', ...value] = line.split(':');
    if (line === 'BEGIN:VEVENT') found.push({});
    // An alarm's description is not the event's.
    else if (found.length > 0) found[found.length - 1] = { [name]: value.join(':'), ...found.at(-1) };
  }
  return found;
}

test('the calendar has every grant that ends, each on its last usable day', async () => {
  let several = 0;
  for (const { book, quote, found } of answers) {
    const ending = found.statement.credits
      .flatMap(({ events: all }) => all)
      .filter(({ kind, last_usable }) => kind === 'grant' && last_usable !== null);
    const text = await calendar(quote, found, book, NOW);
    assert.equal(text === null, ending.length === 0);
    if (text === null) continue;
    const all = events(text);
    const days = all.map((event) => event['DTSTART;VALUE=DATE']).sort();
    assert.deepEqual(days, ending.map(({ last_usable }) => last_usable?.replaceAll('-', '')).sort());
    assert.equal(new Set(all.map(({ UID }) => UID)).size, all.length, book.name);
    assert.ok(all.every((event) => event['DTSTAMP'] === '20261125T123456Z'));
    assert.ok(all.every((event) => (event['DTEND;VALUE=DATE'] ?? '') > (event['DTSTART;VALUE=DATE'] ?? '')));
    assert.ok(all.every(({ SUMMARY }) => SUMMARY?.startsWith('Last day for ')));
    // Made again another day, the events are the same ones.
    const again = await calendar(quote, found, book, new Date('2027-01-01T00:00:00Z'));
    assert.deepEqual(
      events(again ?? '').map(({ UID }) => UID),
      all.map(({ UID }) => UID),
    );
    several += all.length;
  }
  assert.ok(several > 20);
});

test('what a calendar could misread is escaped, and no letter is cut in two', async () => {
  const [{ book, quote, found } = assert.fail()] = answers;
  const name = `${'Größe 🙂 '.repeat(12)}a;b,c\\d\ne`;
  const credits = found.statement.credits.map((ledger) => ({
    ...ledger,
    events: ledger.events.map((event) => ({ ...event, name, last_usable: '2027-06-29' })),
  }));
  const text = await calendar(quote, { ...found, statement: { ...found.statement, credits } }, book, NOW);
  assert.ok(text !== null);
  assert.doesNotMatch(text, /\u{fffd}/u);
  const [{ SUMMARY = '' } = assert.fail()] = events(text);
  assert.ok(SUMMARY.endsWith('a\\;b\\,c\\\\d\\ne)'), SUMMARY);
});

test('names of files are made of letters and digits', () => {
  assert.equal(fileName('Acme Studio', 'quote', '2026-11-25', 'csv'), 'acme-studio-quote-2026-11-25.csv');
  assert.equal(fileName('../../étc <b>', 'quote', '2026-11-25', 'csv'), 'étc-b-quote-2026-11-25.csv');
  assert.equal(fileName('***', 'quote', '2026-11-25', 'csv'), 'book-quote-2026-11-25.csv');
});

test('differences are exact', () => {
  assert.equal(minus('67.18', '61.68'), '5.5');
  assert.equal(minus('0.1', '0.3'), '-0.2');
  assert.equal(minus('1000000000000000000000', '0.0000001'), '999999999999999999999.9999999');
  assert.equal(minus('5', '5.00'), '0');
});
