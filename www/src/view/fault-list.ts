import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Fault } from '../engine/types.ts';
import { m } from '../messages/page.ts';
import { marked } from './fault-text.ts';
import { base } from './theme.ts';

/** Faults and warnings of a price book: where, what, and how to put it right. */
@customElement('credit-fault-list')
export class FaultList extends LitElement {
  static override styles = [
    base,
    css`
      li {
        padding: 0.75rem 0.875rem;
        border-inline-start: 4px solid var(--fault);
        background: var(--paper);
      }
      li + li {
        margin-top: 0.5rem;
      }
      li.warning {
        border-color: var(--edge);
      }
      .place {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0 0.75rem;
      }
      button.plain {
        min-height: 2rem;
        margin-inline-start: -0.5rem;
        font-weight: 600;
      }
      code {
        font:
          0.875rem/1.4 ui-monospace,
          'SF Mono',
          Menlo,
          Consolas,
          'DejaVu Sans Mono',
          monospace;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) faults: readonly Fault[] = [];
  /** goes to a place in the text; without it the place is only named */
  @property({ attribute: false }) goTo: ((line: number, column: number) => void) | null = null;

  override render() {
    return html`<ul>
      ${this.faults.map(
        (fault) =>
          html`<li class=${fault.severity}>
            <p class="place">${this.#place(fault)}<code>${fault.path}</code></p>
            <p>${marked(fault.message)}</p>
            ${fault.fix === '' ? nothing : html`<p class="soft">${m.fault.fix} ${marked(fault.fix)}</p>`}
            <p class="soft small">
              ${fault.severity === 'warning' ? m.fault.warning : m.fault.error} <code>${fault.code}</code>
            </p>
          </li>`,
      )}
    </ul>`;
  }

  #place({ line, column }: Fault) {
    if (line === null || column === null) return nothing;
    const words = m.editor.goTo(line, column);
    const { goTo } = this;
    if (goTo === null) return html`<strong>${words}</strong>`;
    return html`<button
      class="plain"
      @click=${() => {
        goTo(line, column);
      }}
    >
      ${words}
    </button>`;
  }
}
