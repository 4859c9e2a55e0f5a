// Links: what is written is read again, what is damaged keeps what came through, and old links stay readable for ever.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import './typescript.mjs';

const { LONGEST_WRITTEN, read, written } = await import('../www/src/take/link/link.ts');
const { fromLetters, pack, toLetters } = await import('../www/src/take/link/bytes.ts');
const { sealed } = await import('../www/src/take/link/sealed.ts');
const { emptyDraft } = await import('../www/src/draft.ts');
const { fingerprint } = await import('../www/src/take/fingerprint.ts');
const { unused } = await import('../www/src/lines.ts');

/** @typedef {import('../www/src/draft.ts').Draft} Draft */
/** @typedef {import('../www/src/draft.ts').LineDraft} LineDraft */
/** @typedef {import('../www/src/take/link/link.ts').Shared} Shared */

const CASES = join(import.meta.dirname, '../tests/cases/links');
const TODAY = '2030-01-01';

/** Numbers that are the same in every run (mulberry32). @param {number} seed */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FEATURES = ['article', 'film', 'agent_call'].map((id) => ({
  id,
  inputs: [
    {
      id: 'words',
      kind: { number: { default: '800', low: null, high: null, min: null, max: null, step: null } },
    },
  ],
}));
const BOOK = /** @type {import('../www/src/engine/types.ts').BookView} */ (
  /** @type {unknown} */ ({ features: FEATURES })
);

/**
 * A draft with something of everything, faulty text and foreign letters among it.
 * @param {() => number} next
 * @returns {Draft}
 */
function anyDraft(next) {
  const pick = (/** @type {any[]} */ values) => values[Math.floor(next() * values.length)];
  const typed = () =>
    pick(['0', '12', '1,000.5', '', '25o', '½ “viel” 多 🙂', '<b onclick=x>', 'x'.repeat(300)]);
  const input = () => pick([typed(), true, false, { low: '5', typical: '10', high: '60' }]);
  /** @type {LineDraft[]} */
  const lines = [];
  for (let count = Math.floor(next() * 12); count > 0; count -= 1) {
    const feature = pick(FEATURES).id;
    lines.push({
      key: `${feature}-${lines.filter((line) => line.feature === feature).length}`,
      feature,
      inputs: { words: input(), quality: pick(['sd', 'hd']) },
      times: typed(),
      per: pick(['day', 'week', 'month', 'year']),
      people: pick(['1', typed()]),
      team: pick([null, 'cut']),
      onDays: pick([null, '', typed()]),
      success: pick([null, typed()]),
      open: true,
    });
  }
  return {
    ...emptyDraft(pick(['2026-12-01', 'tomorrow'])),
    lines,
    preset: pick([null, 'solo']),
    months: pick(['12', typed()]),
    growth: pick(['0', typed()]),
    season: pick([emptyDraft('').season, Array.from({ length: 12 }, typed)]),
    singleMonths: pick([{}, { '2027-03': typed(), '2028-12': '0' }]),
    newCustomer: pick([true, false]),
    currency: pick([null, 'EUR']),
    seats: pick([null, {}, { maker: typed(), viewer: '3' }]),
    teams: pick([
      [],
      [
        { id: 'cut', seats: { maker: typed() } },
        { id: 'sound', seats: {} },
      ],
    ]),
    slow: pick([true, false]),
    balance: pick([[], [{ type: 'credit', credits: '3200', until: '2027-03-31', paid: null }]]),
    plan: pick([null, 'pro']),
    plans: pick([null, [], ['pro', 'team.2']]),
  };
}

/**
 * @param {Draft} draft
 * @param {Partial<Shared>} [more]
 * @returns {Shared}
 */
function shared(draft, more = {}) {
  return {
    pin: { id: 'acme', name: 'Acme “Studio” 🙂', version: null, asOf: '2026-11-01', hash: null },
    made: '2026-11-25',
    shown: { cost: '1234.50', proved: true, currency: 'USD' },
    draft,
    bookText: null,
    ...more,
  };
}

/** Every line that is not as a form shows it at first. @param {Draft} draft */
function said(draft) {
  const atFirst = FEATURES.map((feature) =>
    JSON.stringify({ ...unused(/** @type {any} */ (feature), `${feature.id}-0`), open: true }),
  );
  return draft.lines.filter((line) => !atFirst.includes(JSON.stringify(line)));
}

test('what is written is read again, whatever was entered', async () => {
  for (let seed = 0; seed < 400; seed += 1) {
    const next = random(seed);
    const draft = anyDraft(next);
    const all = shared(draft, next() < 0.2 ? { shown: null } : {});
    const { fragment } = await written(all, BOOK);
    const found = await read(fragment, TODAY);
    assert.deepEqual(found, {
      kind: 'read',
      shared: { ...all, draft: { ...draft, lines: said(draft) } },
      lost: { settings: false, unknown: false, lines: 0, of: draft.lines.length, book: false },
    });
  }
});

test('a price book travels inside, and only whole', async () => {
  const bookText = JSON.stringify({ name: 'Mine 🙂', features: FEATURES }, null, 2);
  const pin = { ...shared(emptyDraft('2026-12-01')).pin, id: null, hash: await fingerprint(bookText) };
  const { fragment, bookLeftOut } = await written(shared(emptyDraft('2026-12-01'), { pin, bookText }), BOOK);
  assert.equal(bookLeftOut, false);
  const found = await read(fragment, TODAY);
  assert.ok(found.kind === 'read');
  assert.equal(found.shared.bookText, bookText);
  const cut = await read(fragment.slice(0, -9), TODAY);
  assert.ok(cut.kind === 'read');
  assert.equal(cut.shared.bookText, null);
  assert.equal(cut.lost.book, true);
});

test('a price book that would make the link too long is left out', async () => {
  const next = random(7);
  const bookText = Array.from({ length: 30_000 }, () => String.fromCharCode(97 + next() * 26)).join('');
  const { fragment, bookLeftOut } = await written(shared(anyDraft(next), { bookText }), BOOK);
  assert.equal(bookLeftOut, true);
  assert.ok(fragment.length < LONGEST_WRITTEN);
});

test('damage never makes up anything: what is read was written, and what is lost is counted', async () => {
  let kept = 0;
  let counted = 0;
  for (let seed = 1000; seed < 1300; seed += 1) {
    const next = random(seed);
    const draft = anyDraft(next);
    const { fragment } = await written(shared(draft), BOOK);
    const at = 4 + Math.floor(next() * (fragment.length - 4));
    const damaged =
      next() < 0.5
        ? fragment.slice(0, at)
        : fragment.slice(0, at) + (next() < 0.5 ? '' : '%') + fragment.slice(at + 1 + Math.floor(next() * 3));
    const found = await read(damaged, TODAY);
    if (found.kind === 'refused') {
      assert.equal(found.why, 'unreadable');
      continue;
    }
    const whole = new Set(said(draft).map((line) => JSON.stringify({ ...line, key: null })));
    const lines = found.shared.draft.lines;
    for (const line of lines) assert.ok(whole.has(JSON.stringify({ ...line, key: null })), damaged);
    assert.equal(found.lost.lines, found.lost.of - lines.length);
    assert.deepEqual(found.shared.pin, shared(draft).pin);
    if (!found.lost.settings) assert.equal(found.shared.draft.months, draft.months);
    kept += lines.length;
    counted += found.lost.lines;
  }
  assert.ok(kept > 100 && counted > 100, `${kept} lines kept, ${counted} lost`);
});

test('what programs put into long addresses does no harm', async () => {
  const { fragment } = await written(shared(anyDraft(random(3))), BOOK);
  const whole = await read(fragment, TODAY);
  for (const broken of ['\n', '\r\n', '=\n', '%0A', '%20', ' ']) {
    const half = Math.floor(fragment.length / 2);
    assert.deepEqual(await read(fragment.slice(0, half) + broken + fragment.slice(half), TODAY), whole);
  }
});

test('whole lines that this page would not write are refused', async () => {
  const head = [0, 'acme', 'Acme', null, '2026-11-01', null, '2026-11-25'];
  const line = ['article', '8', 'm', { words: '1' }];
  const settings = { s: '2026-12-01' };
  const forged = [
    [{ 0: 1 }, settings],
    [['0', ...head.slice(1)], settings],
    [[1e9, ...head.slice(1)], settings],
    [[0, '../../etc', ...head.slice(2)], settings],
    [[0, 'acme', { toString: 'x' }, ...head.slice(3)], settings],
    [[...head, 61.68, true, 'USD'], settings],
    [[...head, '61.68', true, '<i>'], settings],
    [head, []],
    [head, { s: { $gt: '' } }],
    [head, { ...settings, m: 12 }],
    [head, { ...settings, f: ['1'] }],
    [head, { ...settings, e: JSON.parse('{"__proto__":"1"}') }],
    [head, { ...settings, o: 'pro' }],
    [head, { ...settings, t: [['<b>', {}]] }],
    [[1, ...head.slice(1)], settings, ['<img src=x onerror=alert(1)>', ...line.slice(1)]],
    [[1, ...head.slice(1)], settings, ['article', 8, 'm', {}]],
    [[1, ...head.slice(1)], settings, ['article', '8', 'q', {}]],
    [[1, ...head.slice(1)], settings, ['article', '8', 'm', JSON.parse('{"__proto__":{"polluted":"1"}}')]],
    [[1, ...head.slice(1)], settings, ['article', '8', 'm', { words: ['1', { x: 1 }, '3'] }]],
  ];
  for (const values of forged) {
    const found = await read(`#v1.${toLetters(await pack(sealed(values)))}`, TODAY);
    assert.deepEqual(found, { kind: 'refused', why: 'forged' }, JSON.stringify(values));
  }
  assert.equal(/** @type {any} */ ({}).polluted, undefined);
});

test('what a later page of the same version adds is left out, and this is known', async () => {
  const head = [1, 'acme', 'Acme', null, '2026-11-01', null, '2026-11-25'];
  const later = sealed([
    head,
    { s: '2026-12-01', m: '7', zz: ['more'] },
    ['article', '8', 'm', { words: '1' }],
  ]);
  const found = await read(`#v1.${toLetters(await pack(later))}`, TODAY);
  assert.ok(found.kind === 'read');
  assert.equal(found.lost.unknown, true);
  assert.equal(found.shared.draft.months, '7');
  assert.equal(found.shared.draft.lines.length, 1);
});

test('huge links and links that unpack to something huge are refused', async () => {
  assert.deepEqual(await read(`#v1.${'A'.repeat(200_000)}`, TODAY), { kind: 'refused', why: 'too_long' });
  const bomb = toLetters(await pack('a'.repeat(50_000_000)));
  assert.ok(bomb.length < 70_000);
  assert.deepEqual(await read(`#v1.${bomb}`, TODAY), { kind: 'refused', why: 'too_long' });
  const { fragment } = await written(shared(emptyDraft('2026-12-01')), BOOK);
  assert.deepEqual(await read(`${fragment}.${bomb}`, TODAY), { kind: 'refused', why: 'too_long' });
});

test('noise is refused', async () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const next = random(seed);
    const noise = Array.from({ length: next() * 400 }, () => String.fromCharCode(33 + next() * 200)).join('');
    assert.equal((await read(`#v1.${noise}`, TODAY)).kind, 'refused');
  }
  assert.equal(fromLetters('\u{10ffff}').length, 0);
});

/**
 * What was expected when the case was written; what drafts have learned to hold since then is not looked at.
 * @param {any} found
 * @param {any} expected
 * @returns {any}
 */
function asFarAs(found, expected) {
  if (typeof expected !== 'object' || expected === null || typeof found !== 'object' || found === null)
    return found;
  if (Array.isArray(expected))
    return found.map((/** @type {any} */ each, /** @type {number} */ at) => asFarAs(each, expected[at]));
  return Object.fromEntries(Object.keys(expected).map((key) => [key, asFarAs(found[key], expected[key])]));
}

for (const file of readdirSync(CASES)) {
  test(`links that were once sent stay readable: ${file}`, async () => {
    const { link, expected } = JSON.parse(readFileSync(join(CASES, file), 'utf8'));
    const found = JSON.parse(JSON.stringify(await read(link, TODAY)));
    assert.deepEqual(asFarAs(found, expected), expected);
  });
}
