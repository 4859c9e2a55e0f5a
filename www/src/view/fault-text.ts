import { html, type TemplateResult } from 'lit';
import type { Fault } from '../engine/types.ts';

/** Faults under the box they belong to: what is wrong, and what would be right. */
export function faultText(faults: readonly Fault[]): TemplateResult[] {
  return faults.map(
    ({ message, fix }) => html`<p class="fault">${message}${fix === '' ? '' : ` ${fix}`}</p>`,
  );
}
