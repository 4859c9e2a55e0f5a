// What the service worker keeps: every file that the page is made of, with its hash.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Files beside the page that it does not ask for. */
const LEFT_OUT = [/^sw\.js$/, /^THIRD-PARTY\.md$/, /\.schema\.json$/, /^element/, /^engine\//, /\.html$/];

/** @param {Buffer | string} content */
function hashOf(content) {
  return createHash('sha256').update(content).digest('base64');
}

/**
 * Puts the list of files before the service worker of a built page.
 * @param {string} dist
 */
export function writePrecache(dist) {
  const others = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dist.length + 1)
        .split(sep)
        .join('/'),
    )
    .filter((path) => !LEFT_OUT.some((pattern) => pattern.test(path)))
    .sort();
  const files = [['', 'index.html'], ...others.map((path) => [path, path])].map(
    ([address = '', path = '']) => [`./${address}`, hashOf(readFileSync(join(dist, path)))],
  );
  const worker = join(dist, 'sw.js');
  const code = readFileSync(worker, 'utf8');
  const version = hashOf(JSON.stringify([files, code])).slice(0, 16);
  const list = `self.keptFiles = ${JSON.stringify(files)};\nself.keptVersion = ${JSON.stringify(version)};\n`;
  writeFileSync(worker, list + code);
}
