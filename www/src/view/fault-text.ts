import { html, type TemplateResult } from 'lit';
import type { Fault } from '../engine/types.ts';
import { m } from '../messages/page.ts';

const CLOSED = /[.!?…]$/u;
const QUOTED = /`([^`]*)`/u;

/** The engine's words as a sentence: with a capital and a full stop. */
function sentence(words: string): string {
  const first = words.charAt(0).toUpperCase() + words.slice(1);
  return CLOSED.test(first) ? first : `${first}.`;
}

/** The same with what stands between backticks as code. */
export function marked(words: string): (string | TemplateResult)[] {
  return sentence(words)
    .split(QUOTED)
    .map((part, at) => (at % 2 === 0 ? part : html`<code>${part}</code>`));
}

/** What is wrong with an entry and what would be right, in the words of the page where it has its own. */
export function faultWords({ code, message, fix }: Fault, typed: string | null): string {
  const own = m.fault.entry[code]?.(typed);
  if (own !== undefined) return own;
  const words = fix === '' ? sentence(message) : `${sentence(message)} ${sentence(fix)}`;
  return words.replaceAll('`', '');
}

/** Faults under the box they belong to. */
export function faultText(faults: readonly Fault[], typed: string | null = null): TemplateResult[] {
  return faults.map((fault) => html`<p class="fault">${faultWords(fault, typed)}</p>`);
}
