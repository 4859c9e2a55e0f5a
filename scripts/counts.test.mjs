import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge, nodeCounts, pageCounts, rustCounts } from './counts.mjs';

test('every closing line of cargo test is added', () => {
  const text =
    'running 3 tests\ntest result: ok. 3 passed; 0 failed; 0 ignored; 0 measured\n' +
    'test result: \u001b[31mFAILED\u001b[0m. 4 passed; 2 failed; 0 ignored\n';
  assert.deepEqual(rustCounts(text), { passed: 7, failed: 2 });
});

test('a build that broke has no counts', () => {
  assert.equal(rustCounts('error: could not compile `x`'), undefined);
});

test('the summary of node --test is read, whatever mark it has', () => {
  assert.deepEqual(nodeCounts('ℹ tests 3\nℹ pass 2\nℹ fail 1\n'), { passed: 2, failed: 1 });
  assert.deepEqual(nodeCounts('# pass 5\n# fail 0\n'), { passed: 5, failed: 0 });
  assert.equal(nodeCounts('we all pass 5 exams'), undefined);
});

test('a flaky page test counts as failed', () => {
  const report = JSON.stringify({ stats: { expected: 8, unexpected: 1, flaky: 2, skipped: 0 } });
  assert.deepEqual(pageCounts(report), { passed: 8, failed: 3 });
  assert.equal(pageCounts('{"stats":{}}'), undefined);
  assert.equal(pageCounts(''), undefined);
});

test('a runner that says nothing has failed once', () => {
  assert.deepEqual(judge(undefined, true, true), { passed: 0, failed: 1 });
});

test('a runner that crashed after its tests passed has failed once', () => {
  assert.deepEqual(judge({ passed: 4, failed: 0 }, false, false), { passed: 4, failed: 1 });
  assert.deepEqual(judge({ passed: 4, failed: 2 }, false, false), { passed: 4, failed: 2 });
});

test('a runner without tests has failed, unless it may be empty', () => {
  assert.deepEqual(judge({ passed: 0, failed: 0 }, true, false), { passed: 0, failed: 1 });
  assert.deepEqual(judge({ passed: 0, failed: 0 }, true, true), { passed: 0, failed: 0 });
});
