import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { m } from '../messages/page.ts';
import type { Desk } from '../take/desk.ts';
import { base, tokens } from '../view/theme.ts';

/** Several calculations side by side. Nothing of it is loaded or worked out before it is opened. */
@customElement('credit-compare')
export class Compare extends LitElement {
  static override styles = [
    tokens,
    base,
    css`
      :host {
        display: block;
        margin-top: 2rem;
      }
      details {
        padding-inline: clamp(1rem, 3vw, 1.75rem);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--paper);
      }
      summary {
        display: grid;
        grid-template-columns: 1.25rem minmax(0, 1fr);
        gap: 0 0.5rem;
        align-items: baseline;
        padding-block: 1rem;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary::before {
        content: '';
        width: 0.5rem;
        height: 0.5rem;
        margin-inline-start: 0.25rem;
        border-inline-end: 2px solid var(--accent);
        border-block-end: 2px solid var(--accent);
        transform: translateY(-2px) rotate(-45deg);
      }
      summary:dir(rtl)::before {
        transform: translateY(-2px) rotate(45deg);
      }
      [open] > summary::before {
        transform: translateY(-4px) rotate(45deg);
      }
      [open] > summary:dir(rtl)::before {
        transform: translateY(-4px) rotate(-45deg);
      }
      summary:hover h2 {
        color: var(--accent);
      }
      summary p {
        grid-column: 2;
      }
      .body {
        padding-block: 0.25rem 1.5rem;
      }
      @media print {
        :host(:not([data-opened])) {
          display: none;
        }
        :host {
          break-before: page;
        }
        details {
          padding: 0;
          border: 0;
        }
        summary {
          display: block;
          min-height: 0;
        }
        summary::before {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) desk: Desk | null = null;
  @state() private isOpen = false;
  @state() private code: 'none' | 'loading' | 'loaded' | 'failed' = 'none';

  override render() {
    return html`<details @toggle=${this.#toggled}>
      <summary>
        <h2>${m.compare.title}</h2>
        <p class="soft small">${m.compare.about}</p>
      </summary>
      ${this.code === 'none' ? nothing : html`<div class="body">${this.#body()}</div>`}
    </details>`;
  }

  #body() {
    if (this.code === 'failed') return html`<p class="fault" role="alert">${m.compare.notLoaded}</p>`;
    if (this.code !== 'loaded') return html`<p class="soft">${m.compare.loading}</p>`;
    return html`<credit-compare-columns .desk=${this.desk} .active=${this.isOpen}></credit-compare-columns>`;
  }

  readonly #toggled = (event: Event) => {
    this.isOpen = (event.target as HTMLDetailsElement).open;
    this.toggleAttribute('data-opened', this.isOpen);
    if (this.isOpen && this.code !== 'loaded') void this.#load();
  };

  async #load(): Promise<void> {
    this.code = 'loading';
    try {
      await import('./compare-columns.ts');
      this.code = 'loaded';
    } catch {
      this.code = 'failed';
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-compare': Compare;
  }
}
