// The command as a vendor's CI runs it: by its name, on files and on standard input.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const root = join(import.meta.dirname, '..');
const pkg = join(root, 'pkg');
const books = join(root, 'www/books');
const faulty = join(root, 'tests/cases/faulty-books');
let project = '';

before(() => {
  // What `npm install` makes of the package: a link by its name, to the file its manifest names.
  project = mkdtempSync(join(tmpdir(), 'credit-calculator-'));
  mkdirSync(join(project, 'node_modules/.bin'), { recursive: true });
  const { bin } = JSON.parse(readFileSync(join(pkg, 'package.json'), 'utf8'));
  symlinkSync(join(pkg, bin), join(project, 'node_modules/.bin/credit-calculator'));
});

after(() => {
  rmSync(project, { recursive: true });
});

/**
 * @param {string[]} words
 * @param {string} [input]
 */
function run(words, input = '') {
  const command = join(project, 'node_modules/.bin/credit-calculator');
  const { status, stdout, stderr } = spawnSync(command, words, { cwd: project, input, encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

/**
 * A file of the project.
 * @param {string} name
 * @param {string | Buffer} content
 */
function file(name, content) {
  writeFileSync(join(project, name), content);
  return name;
}

test('a sound book passes', () => {
  assert.deepEqual(run(['check', join(books, 'openai.json')]), {
    status: 0,
    out: `${join(books, 'openai.json')}: ok\n`,
    err: '',
  });
});

test('a fault has its place, its code, its fix, and its line with a caret under the column', () => {
  file('book.json', readFileSync(join(faulty, 'unknown_table.json')));
  const { status, out } = run(['check', 'book.json']);
  assert.equal(status, 1);
  assert.deepEqual(out.split('\n'), [
    'book.json:22:19: error[unknown_table] unknown table `quality_faktor`; did you mean `quality_factor`? (at features[0].credits)',
    '   22 |       "credits": "quality_faktor[quality]"',
    '      |                   ^',
    '',
  ]);
});

test('the caret stands under tabs, wide letters and long lines', () => {
  const text = readFileSync(join(faulty, 'unknown_table.json'), 'utf8');
  const at = (/** @type {string} */ changed) => {
    const [, line = '', caret = ''] = run(['check', file('book.json', changed)]).out.split('\n');
    return [line.slice(8), caret.slice(8)];
  };
  const name = '"credits": "quality_faktor[quality]"';
  assert.ok(text.includes(`      ${name}`));
  assert.deepEqual(at(text.replace(`      ${name}`, `\t${name}`)), [`\t${name}`, `\t${' '.repeat(12)}^`]);
  const about = '"about": "動画 🎬 u\u0308", ';
  assert.deepEqual(at(text.replace(`      ${name}`, about + name)), [about + name, `${' '.repeat(34)}^`]);
  const long = `"about": "${'x'.repeat(500)}", `;
  const [line = '', caret = ''] = at(
    `\ufeff${text.replace(`      ${name}`, long + name)}`.replaceAll('\n', '\r\n'),
  );
  assert.ok(line.length <= 100);
  assert.ok(line.slice(caret.indexOf('^')).startsWith('quality_faktor'));
});

test('JSON says the same to programs', () => {
  const names = ['openai.json', 'unknown_table.json', 'no_presets.json'];
  const [good, bad, doubtful] = [
    join(books, 'openai.json'),
    ...names.slice(1).map((name) => join(faulty, name)),
  ];
  const { status, out } = run(['check', '--json', String(good), String(bad), String(doubtful)]);
  assert.equal(status, 1);
  const [first, second, third] = JSON.parse(out);
  assert.deepEqual(first, { file: good, ok: true, faults: [] });
  assert.deepEqual(second, {
    file: bad,
    ok: false,
    faults: [
      {
        code: 'unknown_table',
        severity: 'error',
        path: 'features[0].credits',
        line: 22,
        column: 19,
        message: 'unknown table `quality_faktor`',
        fix: 'did you mean `quality_factor`?',
      },
    ],
  });
  assert.deepEqual([third.ok, third.faults[0].severity], [true, 'warning']);
});

test('warnings fail when asked to', () => {
  const doubtful = join(faulty, 'no_presets.json');
  const relaxed = run(['check', doubtful]);
  assert.equal(relaxed.status, 0);
  assert.match(relaxed.out, /warning\[no_presets\][^]*: ok, 1 warning\n$/);
  const strict = run(['check', '--strict', doubtful]);
  assert.equal(strict.status, 1);
  assert.match(strict.out, /warning\[no_presets\]/);
});

test('it reads standard input, and sums up several files', () => {
  const sound = readFileSync(join(books, 'openai.json'), 'utf8');
  assert.deepEqual(run(['check', '-'], sound), { status: 0, out: '-: ok\n', err: '' });
  const { status, out } = run(['check', '-', join(faulty, 'not_json.txt')], sound);
  assert.equal(status, 1);
  assert.match(out, /^-: ok\n[^]*error\[not_json\][^]*\n1 of 2 price books pass; 1 error\n$/);
});

test('what cannot be read is no fault of the book', () => {
  const missing = run(['check', 'missing.json', join(books, 'openai.json')]);
  assert.equal(missing.status, 2);
  assert.match(missing.out, /^missing\.json: cannot be read: ENOENT[^]*openai\.json: ok\n/);
  const utf16 = run(['check', '--json', file('utf16.json', Buffer.from('\ufeff{}', 'utf16le'))]);
  assert.equal(utf16.status, 2);
  assert.match(JSON.parse(utf16.out)[0].error, /UTF-8/);
  for (const words of [[], ['check'], ['chekc', 'x'], ['check', '--jsno', 'x'], ['schema', 'x']]) {
    const { status, out, err } = run(words);
    assert.deepEqual([status, out], [2, ''], words.join(' '));
    assert.match(err, /credit-calculator/);
  }
});

test('a book cannot command the terminal', () => {
  const text = readFileSync(join(books, 'openai.json'), 'utf8').replace('"USD"', '"\\u001b[31m"');
  const { out } = run(['check', file('\u001b[2J.json', text)]);
  assert.match(out, /unknown_currency/);
  assert.ok(!out.includes('\u001b'));
});

test('it prints its help, its version and the schema', () => {
  const help = run(['--help']);
  assert.deepEqual([help.status, help.err], [0, '']);
  assert.match(help.out, /check FILE/);
  const { version } = JSON.parse(readFileSync(join(pkg, 'package.json'), 'utf8'));
  assert.equal(run(['--version']).out, `${version}\n`);
  const schema = readFileSync(join(root, 'www/books/price-book.schema.json'), 'utf8');
  assert.equal(run(['schema']).out, schema);
  assert.equal(readFileSync(run(['schema', '--path']).out.trimEnd(), 'utf8'), schema);
});

test('a reader that has seen enough is no failure', () => {
  const command = `"${join(project, 'node_modules/.bin/credit-calculator')}" schema | head -1`;
  const out = execFileSync('bash', ['-o', 'pipefail', '-c', command], { encoding: 'utf8' });
  assert.equal(out, '{\n');
});
