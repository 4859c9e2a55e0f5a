/** Lines that show by themselves whether they came through whole, so that a damaged link loses only what is damaged. */

import { LONGEST_TEXT } from '../check.ts';

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const SEAL = 3;

/** FNV-1a, folded to eighteen bits: against accidents, not against malice. */
function sealOf(json: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(json)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  const folded = (hash ^ (hash >>> 18)) & 0x3ffff;
  return [folded >>> 12, (folded >>> 6) & 63, folded & 63].map((at) => SIGNS.charAt(at)).join('');
}

/** A line for each value; texts are cut at the length up to which they are read. */
export function sealed(values: readonly unknown[]): string {
  return values
    .map((value) => JSON.stringify(value, cut))
    .map((json) => `${json}${sealOf(json)}`)
    .join('\n');
}

function cut(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : value;
}

/** Each line's value, or nothing for a line that is damaged. */
export function unsealed(text: string): unknown[] {
  return text.split('\n').map((line): unknown => {
    const json = line.slice(0, -SEAL);
    if (line.slice(-SEAL) !== sealOf(json)) return undefined;
    try {
      return JSON.parse(json) as unknown;
    } catch {
      return undefined;
    }
  });
}
