// Reads what a runner says it has run. A runner that says nothing, or ends badly without a failed test, has failed.

/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * The sum of the closing lines of `cargo test` and of the wasm-bindgen runner, which are alike.
 * @param {string} text
 * @returns {Counts | undefined} nothing when there is no such line
 */
export function rustCounts(text) {
  const lines = [...plain(text).matchAll(/^test result: \w+\. (\d+) passed; (\d+) failed/gm)];
  if (lines.length === 0) return undefined;
  return {
    passed: sum(lines.map((line) => line[1])),
    failed: sum(lines.map((line) => line[2])),
  };
}

/**
 * The counts in the summary of `node --test`.
 * @param {string} text
 * @returns {Counts | undefined} nothing when there is no summary
 */
export function nodeCounts(text) {
  const passed = /^\W*pass (\d+)$/m.exec(plain(text))?.[1];
  const failed = /^\W*fail (\d+)$/m.exec(plain(text))?.[1];
  if (passed === undefined || failed === undefined) return undefined;
  return { passed: sum([passed]), failed: sum([failed]) };
}

/**
 * The counts in Playwright's JSON report. A test that passed only when repeated has failed.
 * @param {string} json
 * @returns {Counts | undefined} nothing when it is no report
 */
export function pageCounts(json) {
  try {
    const { expected, unexpected, flaky } = JSON.parse(json).stats;
    const counts = { passed: expected, failed: unexpected + flaky };
    return Number.isInteger(counts.passed) && Number.isInteger(counts.failed) ? counts : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What a runner counts for in the total.
 * @param {Counts | undefined} counts what it said
 * @param {boolean} succeeded whether it ended with success
 * @param {boolean} mayBeEmpty whether having run no test is no failure
 * @returns {Counts}
 */
export function judge(counts, succeeded, mayBeEmpty) {
  if (counts === undefined) return { passed: 0, failed: 1 };
  const { passed, failed } = counts;
  const silent = failed === 0 && (!succeeded || (passed === 0 && !mayBeEmpty));
  return { passed, failed: silent ? 1 : failed };
}

/** @param {string} text */
function plain(text) {
  // eslint-disable-next-line no-control-regex -- colours are control characters
  return text.replaceAll(/\u001b\[[\d;]*m/g, '');
}

/** @param {(string | undefined)[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, number) => total + parseInt(number ?? '0', 10), 0);
}
