// What the command says to people: a line a fault, with the place it is at.

/** Letters of a source line that are shown at most. */
const WIDTH = 100;
/** Letters that take two columns in a terminal. */
const WIDE = /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The lines for one file. */
export function show({ file, ok, faults, error, text = '' }) {
  if (error !== undefined) return [plain(`${file}: cannot be read: ${error}`)];
  const lines = text.split(/\r\n|\n|\r/);
  const shown = faults.flatMap((fault) => [headline(file, fault), ...source(lines, fault)]);
  return ok ? [...shown, plain(`${file}: ${faults.length === 0 ? 'ok' : `ok, ${counted(faults)}`}`)] : shown;
}

/** One line about all files. */
export function summary(results) {
  const failed = results.filter(({ ok }) => !ok).length;
  const faults = results.flatMap((result) => result.faults);
  const found = faults.length === 0 ? '' : `; ${counted(faults)}`;
  return `${results.length - failed} of ${results.length} price books pass${found}`;
}

function counted(faults) {
  const of = (severity) => faults.filter((fault) => fault.severity === severity).length;
  const number = (count, noun) => (count === 0 ? [] : [`${count} ${noun}${count === 1 ? '' : 's'}`]);
  return [...number(of('error'), 'error'), ...number(of('warning'), 'warning')].join(', ');
}

function headline(file, { line, column, severity, code, path, message, fix }) {
  const place = line === null ? file : `${file}:${line}:${column}`;
  return plain(`${place}: ${severity}[${code}] ${message}; ${fix}${path === '' ? '' : ` (at ${path})`}`);
}

/** The line a fault is in, and a caret under its column; of a long line the part around it. */
function source(lines, { line, column }) {
  if (line === null || lines[line - 1] === undefined) return [];
  const letters = [...lines[line - 1]];
  const start = letters.length <= WIDTH ? 0 : Math.max(0, column - 1 - WIDTH / 2);
  const [before, after] = [letters.slice(start, column - 1), letters.slice(column - 1, start + WIDTH)];
  const number = String(line).padStart(5);
  return [
    plain(`${number} | ${before.join('')}${after.join('')}`),
    `${' '.repeat(number.length)} | ${before.map(blank).join('')}^`,
  ];
}

/** What is as wide as a letter and shows nothing. */
function blank(letter) {
  if (letter === '\t') return '\t';
  if (/\p{Mark}/u.test(letter)) return '';
  return WIDE.test(letter) ? '  ' : ' ';
}

/** Text without the control characters by which a file could command a terminal. */
function plain(text) {
  return text.replace(/(?!\t)\p{Cc}/gu, '\ufffd');
}
