import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BookView, LineCost, Quote, QuoteLine, Working } from '../engine/types.ts';
import { isOne, type Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { base } from './theme.ts';

/** A calculation longer than this is shown with its steps only. */
const MOST_LETTERS = 160;
/** The formula of a step longer than this is left to the parts of the step. */
const MOST_TEXT = 60;

/** Each line of usage with how its credits were computed. */
@customElement('credit-working')
export class WorkingSection extends LitElement {
  static override styles = [
    base,
    css`
      li {
        border-bottom: 1px solid var(--line);
      }
      .line,
      .total {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 1.5rem;
        padding-block: 0.75rem;
      }
      .credits {
        display: grid;
        align-content: start;
        text-align: end;
      }
      .name {
        font-weight: 600;
      }
      .total {
        font-weight: 650;
      }
      .total :last-child {
        text-align: end;
      }
      .line {
        padding-bottom: 0;
      }
      .calculation {
        padding-bottom: 0.75rem;
      }
      .calculation:has(+ details) {
        padding-bottom: 0;
      }
      .tree {
        margin-bottom: 1rem;
      }
      summary {
        display: list-item;
        list-style-position: inside;
        padding-block: 0.5rem;
        color: var(--accent);
        font-size: 0.9375rem;
      }
      .tree,
      .tree ul {
        padding-inline-start: 1rem;
        border-inline-start: 2px solid var(--line);
      }
      .tree li {
        border: 0;
        padding-block: 0.1875rem;
      }
      .step {
        display: flex;
        flex-wrap: wrap;
        gap: 0 1.5rem;
      }
      .step :last-child {
        margin-inline-start: auto;
        text-align: end;
      }
      @media print {
        details:not(.long) {
          display: none;
        }
        details::details-content {
          content-visibility: visible;
          block-size: auto;
        }
      }
      code {
        font:
          0.9375rem/1.5 ui-monospace,
          'SF Mono',
          Menlo,
          Consolas,
          'DejaVu Sans Mono',
          monospace;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) book!: BookView;
  @property({ attribute: false }) quote!: Quote;
  @property({ attribute: false }) formats!: Formats;

  override render() {
    return html`
      <ul>
        ${this.quote.lines.map((line) => this.#line(line))}
      </ul>
      <p class="total"><span>${m.working.total}</span><span>${this.#total()}</span></p>
    `;
  }

  #total(): string {
    return this.formats.credits(this.quote.credits_total, 'exact');
  }

  #line(line: QuoteLine) {
    const f = this.formats;
    const people = line.people === '1' ? null : f.number(line.people);
    return html`<li>
      <div class="line">
        <span>
          <span class="name">${line.name}</span><br />
          <span class="soft small"
            >${
              line.measured === null
                ? m.usage.sum(f.number(line.times), line.per, people)
                : m.events.measuredLine(f.number(line.measured.events), line.measured)
            }${this.#charged(line)}</span
          >
        </span>
        <span class="credits">
          ${
            line.costs.length === 0
              ? f.credits([], 'exact')
              : line.costs.map(
                  ({ credit, credits_total }) => html`<span>${f.credit(credit).exact(credits_total)}</span>`,
                )
          }
        </span>
      </div>
      ${line.costs.map((cost) => this.#cost(line, cost))}
    </li>`;
  }

  /** How many uses are charged, where some may not be. */
  #charged({ feature, uses: [first] }: QuoteLine): string {
    const view = this.book.features.find(({ id }) => id === feature);
    if (first === undefined || view === undefined) return '';
    if (!view.only_success && view.free_uses === '0') return '';
    return `; ${m.working.charged(this.formats.number(first), isOne(first))}`;
  }

  #cost({ name, costs }: QuoteLine, { credit, line, working }: LineCost) {
    const several = costs.length > 1 ? this.formats.credit(credit).plural : null;
    const long = line.length > MOST_LETTERS;
    return html`<p class="calculation" ?hidden=${long}>
        ${several === null ? nothing : html`<span class="soft small">${several}: </span>`}<code>${line}</code>
      </p>
      ${
        working.parts.length === 0 && !long
          ? nothing
          : html`<details class=${long ? 'long' : ''}>
              <summary>
                ${m.working.show}<span class="unseen">: ${m.working.steps(name, several)}</span>
              </summary>
              <p class="calculation" ?hidden=${!long}><code>${line}</code></p>
              <ul class="tree">
                ${working.parts.map((part) => this.#step(part))}
              </ul>
            </details>`
      }`;
  }

  #step({ text, line, parts }: Working): TemplateResult {
    return html`<li>
      <p class="step">
        ${text.length > MOST_TEXT && parts.length > 0 ? nothing : html`<code class="soft">${text}</code>`}
        <code>${line}</code>
      </p>
      ${
        parts.length === 0
          ? nothing
          : html`<ul>
              ${parts.map((part) => this.#step(part))}
            </ul>`
      }
    </li>`;
  }
}
