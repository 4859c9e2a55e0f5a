import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Quote, QuoteLine, Working } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/en.ts';
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
      .name {
        font-weight: 600;
      }
      .total {
        font-weight: 650;
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

  @property({ attribute: false }) quote!: Quote;
  @property({ attribute: false }) formats!: Formats;

  override render() {
    const f = this.formats;
    return html`
      <ul>
        ${this.quote.lines.map((line) => this.#line(line))}
      </ul>
      <p class="total"><span>${m.working.total}</span><span>${f.credits(this.quote.credits_total)}</span></p>
    `;
  }

  #line(line: QuoteLine) {
    const f = this.formats;
    const people = line.people === '1' ? null : f.number(line.people);
    return html`<li>
      <div class="line">
        <span>
          <span class="name">${line.name}</span><br />
          <span class="soft small">${m.usage.sum(f.number(line.times), line.per, people)}</span>
        </span>
        <span> ${f.credits(line.credits_total)} </span>
      </div>
      <p class="calculation" ?hidden=${line.line.length > MOST_LETTERS}><code>${line.line}</code></p>
      ${line.working.parts.length === 0 ? nothing : this.#steps(line)}
    </li>`;
  }

  #steps({ name, line, working }: QuoteLine) {
    return html`<details class=${line.length > MOST_LETTERS ? 'long' : ''}>
      <summary>${m.working.show}<span class="unseen">: ${name}</span></summary>
      <p class="calculation" ?hidden=${line.length <= MOST_LETTERS}><code>${line}</code></p>
      <ul class="tree">
        ${working.parts.map((part) => this.#step(part))}
      </ul>
    </details>`;
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
