import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BookView, Found, Quote } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { ledgers } from '../ledgers.ts';
import { m } from '../messages/page.ts';
import { base } from './theme.ts';
import { waiting } from './waiting-style.ts';
import './expiry-tables.ts';
import './months-table.ts';
import './other-ways.ts';
import './working.ts';

export type Part = keyof typeof m.answer.jump;

/** Everything behind the answer. */
@customElement('credit-details-panel')
export class DetailsPanel extends LitElement {
  static override styles = [
    base,
    waiting,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
        gap: 1.5rem;
        align-items: start;
      }
      .column {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 1.5rem;
      }
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        scroll-margin-top: 1rem;
        gap: 0.75rem;
        padding: clamp(1rem, 3vw, 1.75rem);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--paper);
      }
      .tables {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 2rem;
      }
      .wide {
        grid-column: 1 / -1;
      }
      @media print {
        :host {
          display: block;
        }
        section {
          margin-top: 1.5rem;
          break-inside: avoid;
        }
      }
    `,
  ];

  @property({ attribute: false }) book!: BookView;
  @property({ attribute: false }) quote: Quote | null = null;
  /** the last complete quote, whose other ways stand until this one's are known */
  @property({ attribute: false }) complete: Quote | null = null;
  /** whether the engine failed, so that they never will be */
  @property({ type: Boolean }) stopped = false;
  @property({ attribute: false }) formats!: Formats;
  @state() private flow: 'none' | 'loading' | 'loaded' | 'failed' = 'none';

  override updated(): void {
    const { quote } = this;
    if (this.flow !== 'none' || quote === null || quote.lines.length === 0 || !('found' in quote.answer))
      return;
    void this.#loadFlow();
  }

  override render() {
    const { quote, formats } = this;
    if (quote === null || quote.lines.length === 0) return nothing;
    const working = this.#section(
      'working',
      m.working.title,
      html`<credit-working .book=${this.book} .quote=${quote} .formats=${formats}></credit-working>`,
    );
    if (!('found' in quote.answer)) return working;
    const { found } = quote.answer;
    return html`
      <div class="column">
        ${working}
        ${this.#section(
          'expiry',
          m.expiry.title,
          html`<credit-expiry-tables .found=${found} .formats=${formats}></credit-expiry-tables>`,
        )}
      </div>
      ${this.#section('others', m.others.title, this.#others(quote))}
      ${this.#section('flow', m.pictures.flow.title, this.#flow(quote, found), true)}
      ${this.#section('months', m.months.title, this.#months(found), true)}
    `;
  }

  async #loadFlow(): Promise<void> {
    this.flow = 'loading';
    try {
      await import('./flow-picture.ts');
      this.flow = 'loaded';
    } catch {
      this.flow = 'failed';
    }
  }

  #flow(quote: Quote, found: Found) {
    if (this.flow === 'failed') return html`<p class="fault" role="alert">${m.pictures.flow.notLoaded}</p>`;
    if (this.flow !== 'loaded') return html`<p class="soft">${m.pictures.flow.loading}</p>`;
    return html`<credit-flow-picture
      .quote=${quote}
      .found=${found}
      .formats=${this.formats}
    ></credit-flow-picture>`;
  }

  #others(quote: Quote) {
    const isWaiting = quote.stage !== 'complete';
    if (isWaiting && this.stopped) return nothing;
    const answer = (isWaiting ? this.complete : quote)?.answer;
    const found = answer !== undefined && 'found' in answer ? answer.found : null;
    return html`<div class=${isWaiting ? 'waiting' : ''} aria-busy=${isWaiting ? 'true' : 'false'}>
      ${
        found === null
          ? nothing
          : html`<credit-other-ways class="was" .found=${found} .formats=${this.formats}></credit-other-ways>`
      }
      ${isWaiting ? html`<p class="late soft">${m.answer.comparing}</p>` : nothing}
    </div>`;
  }

  /** One table; with several credit types, one for what is bought and one for each of them. */
  #months(found: Found) {
    const all = ledgers(found);
    const table = (ledger: (typeof all)[number] | null, caption: string, buy: boolean) =>
      html`<credit-months-table
        .found=${found}
        .ledger=${ledger}
        .formats=${this.formats}
        .caption=${caption}
        ?buy=${buy}
      ></credit-months-table>`;
    const [first = null] = all;
    if (all.length < 2) return table(first, m.months.about, true);
    return html`<div class="tables">
      ${[
        table(null, m.months.aboutBuy, true),
        ...all.map((ledger) =>
          table(ledger, m.months.aboutCredits(this.formats.credit(ledger.credit).plural), false),
        ),
      ]}
    </div>`;
  }

  /** Moves to one part, for those who follow a link to it. */
  show(part: Part): void {
    const section = this.renderRoot.querySelector(`#${part}`);
    section?.scrollIntoView();
    section?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }

  #section(part: Part | 'flow', title: string, content: unknown, wide = false) {
    return html`<section id=${part} class=${wide ? 'wide' : ''} aria-labelledby="${part}-title">
      <h2 id="${part}-title" tabindex="-1">${title}</h2>
      ${content}
    </section>`;
  }
}
