import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Quote, QuoteLine, Working } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/en.ts';
import { base } from './theme.ts';

/** A calculation longer than this is shown with its steps only. */
const MOST_LETTERS = 160;

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
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 1.5rem;
        padding-block: 0.75rem;
      }
      .line > :last-child,
      .total > :last-child {
        margin-inline-start: auto;
        text-align: end;
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
      @media print {
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
        <span>
          ${f.credits(line.credits_total)}<br />
          <span class="soft small">${m.working.perUse(f.credits(line.credits_per_use))}</span>
        </span>
      </div>
      <p class="calculation" ?hidden=${line.line.length > MOST_LETTERS}><code>${line.line}</code></p>
      ${line.working.parts.length === 0 ? nothing : this.#steps(line)}
    </li>`;
  }

  #steps({ name, line, working }: QuoteLine) {
    return html`<details>
      <summary>${m.working.show}<span class="unseen">: ${name}</span></summary>
      <p class="calculation" ?hidden=${line.length <= MOST_LETTERS}><code>${line}</code></p>
      <ul class="tree">
        ${working.parts.map((part) => this.#step(part))}
      </ul>
    </details>`;
  }

  #step({ text, line, parts }: Working): TemplateResult {
    return html`<li>
      <code class="soft">${text}</code> <code class="result">${line}</code>
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
