import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BookView, Read, RulesView } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { base } from './theme.ts';

/** Every rule of the price book in plain words. Nothing of it is loaded or read before it is opened. */
@customElement('credit-rules')
export class RulesSection extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      section {
        padding: clamp(1rem, 3vw, 1.75rem);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--paper);
      }
      summary {
        display: grid;
        grid-template-columns: 1.25rem minmax(0, 1fr);
        gap: 0 0.5rem;
        align-items: baseline;
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
        border-bottom: 2px solid var(--accent);
        transform: translateY(-2px) rotate(-45deg);
      }
      [open] > summary::before {
        transform: translateY(-4px) rotate(45deg);
      }
      summary:hover h2 {
        color: var(--accent);
      }
      summary p {
        grid-column: 2;
      }
      .body {
        margin-top: 1rem;
      }
      @media print {
        :host(:not([data-opened])) {
          display: none;
        }
        section {
          padding: 0;
          border: 0;
        }
        summary {
          display: block;
        }
        summary::before {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) book!: BookView;
  @property({ attribute: false }) formats!: Formats;
  @property({ attribute: false }) currency = '';
  /** reads the rules, with the prices of a currency */
  @property({ attribute: false }) read!: (currency: string) => Promise<Read>;
  @state() private isOpen = false;
  @state() private rules: { of: RulesView; book: BookView; formats: Formats } | 'loading' | 'failed' =
    'loading';

  override willUpdate(changed: PropertyValues<this>): void {
    if ((changed.has('book') || changed.has('currency')) && this.isOpen) void this.#load();
  }

  override render() {
    const { rules } = this;
    return html`<section aria-labelledby="title">
      <details @toggle=${this.#toggled}>
        <summary>
          <h2 id="title">${m.rules.title}</h2>
          <p class="soft small">${m.rules.about}</p>
        </summary>
        ${
          !this.isOpen
            ? nothing
            : rules === 'failed'
              ? html`<p class="fault" role="alert">${m.rules.notLoaded}</p>`
              : rules === 'loading'
                ? html`<p class="soft body" role="status">${m.rules.loading}</p>`
                : html`<credit-rules-body
                    class="body"
                    .book=${rules.book}
                    .rules=${rules.of}
                    .formats=${rules.formats}
                  ></credit-rules-body>`
        }
      </details>
    </section>`;
  }

  #toggled(event: Event): void {
    this.isOpen = event.target instanceof HTMLDetailsElement && event.target.open;
    this.toggleAttribute('data-opened', this.isOpen);
    if (this.isOpen && typeof this.rules === 'string') void this.#load();
    else if (this.isOpen && typeof this.rules === 'object' && this.rules.book !== this.book)
      void this.#load();
  }

  async #load(): Promise<void> {
    const { book, formats, currency } = this;
    if (typeof this.rules === 'string' || this.rules.book !== book) this.rules = 'loading';
    try {
      const [read] = await Promise.all([this.read(currency), import('./rules-body.ts')]);
      if (book !== this.book || currency !== this.currency) return;
      this.rules = read.ok ? { of: read.rules, book, formats } : 'failed';
    } catch {
      if (book === this.book) this.rules = 'failed';
    }
  }
}
