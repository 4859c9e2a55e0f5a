import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Fault, Quote } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { whatToBuy } from './answer-words.ts';
import { ShowEvent } from './show-event.ts';
import { base } from './theme.ts';

/** On narrow screens: the answer in one line, always in view while the inputs are; pressing it goes to the whole. */
@customElement('credit-summary-bar')
export class SummaryBar extends LitElement {
  static override styles = [
    base,
    css`
      button {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: 1rem;
        width: 100%;
        min-height: 3.5rem;
        padding: 0.5rem 1rem;
        border: 0;
        border-radius: var(--radius) var(--radius) 0 0;
        background: var(--accent);
        color: var(--on-accent);
        text-align: start;
        box-shadow: 0 -4px 16px light-dark(rgb(0 0 0 / 18%), rgb(0 0 0 / 50%));
      }
      button:hover {
        color: var(--on-accent);
      }
      button:focus-visible {
        outline-color: var(--ink);
        outline-offset: -5px;
      }
      .what {
        overflow: hidden;
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        line-clamp: 2;
        font-size: 0.9375rem;
        line-height: 1.3;
      }
      .cost {
        font-size: 1.25rem;
        font-weight: 700;
      }
    `,
  ];

  @property({ attribute: false }) quote: Quote | null = null;
  @property({ attribute: false }) formats!: Formats;
  @property({ attribute: false }) faults: readonly Fault[] = [];

  override render() {
    if (this.quote === null) return nothing;
    const { answer, lines } = this.quote;
    const found = 'found' in answer ? answer.found : null;
    const need = () => m.none.short(this.formats.credits(this.quote?.credits_monthly_average ?? [], 'about'));
    const what = lines.length === 0 ? m.answer.nothing : found === null ? need() : whatToBuy(found);
    const words = this.faults.length > 0 ? m.answer.staleShort(what) : what;
    return html`<button class="screen" @click=${this.#show}>
      <span class="what"><span class="unseen">${m.answer.see}: </span>${words}</span>
      ${found === null ? nothing : html`<span class="cost">${this.formats.money(found.cost)}</span>`}
    </button>`;
  }

  readonly #show = () => {
    this.dispatchEvent(new ShowEvent('answer'));
  };
}
