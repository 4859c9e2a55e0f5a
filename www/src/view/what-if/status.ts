import { html } from 'lit';
import { w } from '../../messages/what-if.ts';
import { faultWords } from '../fault-text.ts';
import type { Asking, Kind } from './asking.ts';

/** What became of a question: always one line high, so that nothing moves when it changes. */
export function status<K extends Kind>(asking: Asking<K>, progress: string | null = null) {
  const { busy, failed, faults } = asking;
  if (failed) return html`<p class="fault" role="alert">${w.status.failed}</p>`;
  if (faults.length > 0 && !busy) {
    return html`<div role="alert">
      ${faults.map((fault) => html`<p class="fault">${faultWords(fault, null)}</p>`)}
    </div>`;
  }
  const words = busy ? (asking.stale ? w.status.updating : w.status.working) : w.status.done;
  return html`<p class="status soft small screen">
    <span aria-live="polite" class="unseen">${words}</span>
    <span aria-hidden="true">${busy ? (asking.stale ? words : (progress ?? words)) : ' '}</span>
  </p>`;
}
