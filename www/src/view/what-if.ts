import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { m } from '../messages/page.ts';
import { base } from './theme.ts';
import type { Situation } from './what-if/situation.ts';

const PARTS = ['amounts', 'budget', 'ranges', 'sizes', 'expiry'] as const;
export type WhatIfPart = (typeof PARTS)[number];

/** Questions that go further than the answer. Nothing of one is loaded or worked out before it is opened. */
@customElement('credit-what-if')
export class WhatIf extends LitElement {
  static override styles = [
    base,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        padding: clamp(1rem, 3vw, 1.75rem);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--paper);
      }
      details {
        border-top: 1px solid var(--line);
      }
      details:first-of-type {
        margin-top: 0.75rem;
      }
      summary {
        display: grid;
        grid-template-columns: 1.25rem minmax(0, 1fr);
        gap: 0 0.5rem;
        align-items: baseline;
        padding-block: 0.75rem;
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
      summary h3 {
        color: var(--ink);
      }
      summary:hover h3 {
        color: var(--accent);
      }
      summary p {
        grid-column: 2;
      }
      .body {
        padding-block: 0.5rem 1.5rem;
      }
      @media print {
        details:not([open]) {
          display: none;
        }
        :host(:not([data-opened])) {
          display: none;
        }
        section {
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
        .body {
          padding-block: 0 0.75rem;
        }
      }
    `,
  ];

  @property({ attribute: false }) situation: Situation | null = null;
  @state() private opened: ReadonlySet<WhatIfPart> = new Set();
  @state() private code: 'none' | 'loading' | 'loaded' | 'failed' = 'none';

  override render() {
    const { situation } = this;
    if (situation === null) return nothing;
    return html`<section aria-labelledby="title">
      <h2 id="title" tabindex="-1">${m.whatIf.title}</h2>
      ${PARTS.map(
        (part) =>
          html`<details data-part=${part} @toggle=${(event: Event) => this.#toggled(part, event)}>
            <summary>
              <h3>${m.whatIf.parts[part].title}</h3>
              <p class="soft small">${m.whatIf.parts[part].about}</p>
            </summary>
            ${this.opened.has(part) ? html`<div class="body">${this.#body(part, situation)}</div>` : nothing}
          </details>`,
      )}
    </section>`;
  }

  #body(part: WhatIfPart, situation: Situation) {
    if (this.code === 'failed') return html`<p class="fault" role="alert">${m.whatIf.notLoaded}</p>`;
    if (this.code !== 'loaded') return html`<p class="soft">${m.whatIf.loading}</p>`;
    switch (part) {
      case 'amounts':
        return html`<credit-other-amounts .situation=${situation}></credit-other-amounts>`;
      case 'budget':
        return html`<credit-for-a-budget .situation=${situation}></credit-for-a-budget>`;
      case 'ranges':
        return html`<credit-other-usage .situation=${situation}></credit-other-usage>`;
      case 'sizes':
        return html`<credit-other-sizes .situation=${situation}></credit-other-sizes>`;
      case 'expiry':
        return html`<credit-other-lives .situation=${situation}></credit-other-lives>`;
    }
  }

  #toggled(part: WhatIfPart, event: Event): void {
    const opened = new Set(this.opened);
    if ((event.target as HTMLDetailsElement).open) opened.add(part);
    else opened.delete(part);
    this.opened = opened;
    this.toggleAttribute('data-opened', opened.size > 0);
    if (this.code === 'none' || this.code === 'failed') void this.#load();
  }

  async #load(): Promise<void> {
    if (this.opened.size === 0) return;
    this.code = 'loading';
    try {
      await import('./what-if/parts.ts');
      this.code = 'loaded';
    } catch {
      this.code = 'failed';
    }
  }
}
