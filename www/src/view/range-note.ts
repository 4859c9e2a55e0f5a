import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { InputRange } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { base } from './theme.ts';

/** Under a number that nobody knows beforehand: between what it lies. */
@customElement('credit-range-note')
export class RangeNote extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      p {
        color: var(--soft);
        font-size: 0.875rem;
      }
      button.plain {
        min-height: 1.75rem;
        margin-inline-start: -0.5rem;
        font-size: 0.875rem;
      }
      /* the label's column and the gap of the field above */
      @container (min-width: 26rem) {
        div {
          padding-inline-start: 9.75rem;
        }
      }
    `,
  ];

  @property() name = '';
  @property() unit: string | null = null;
  @property({ attribute: false }) range!: InputRange;
  @property({ attribute: false }) formats!: Formats;
  /** whether the visitor typed a number of their own instead */
  @property({ type: Boolean }) left = false;
  @property({ attribute: false }) restore: () => void = () => undefined;

  override render() {
    const { low, high } = this.range;
    const between = m.usage.between(this.formats.number(low), this.formats.number(high), this.unit);
    return html`<div>
      ${
        this.left
          ? html`<button class="plain" @click=${this.restore}>
              ${m.usage.unsure(between)}<span class="unseen"> (${this.name})</span>
            </button>`
          : html`<p>${m.usage.usually(between)}</p>`
      }
    </div>`;
  }
}
