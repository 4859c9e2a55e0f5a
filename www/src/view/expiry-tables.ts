import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Found, LeftLine, LossLine } from '../engine/types.ts';
import { capital, type Formats } from '../format.ts';
import { m } from '../messages/en.ts';
import { tables } from './table-style.ts';
import { base } from './theme.ts';

/** More lines than this are shown on demand: credits may come, and go, by the day. */
const MOST_LINES = 14;

type Line = LossLine | LeftLine;

/** Which credits expire on which day, worth how much; and what is left at the end. */
@customElement('credit-expiry-tables')
export class ExpiryTables extends LitElement {
  static override styles = [
    base,
    tables,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr));
        gap: 1.5rem 3rem;
        align-items: start;
      }
      tbody th {
        width: 100%;
      }
      td.more {
        padding-block: 0;
        text-align: start;
      }
      .printed {
        display: none;
      }
      @media print {
        .printed {
          display: inline;
        }
      }
      .whole {
        grid-column: 1 / -1;
      }
    `,
  ];

  @property({ attribute: false }) found!: Found;
  @property({ attribute: false }) formats!: Formats;
  /** captions of tables shown whole */
  @state() private whole: ReadonlySet<string> = new Set();

  override render() {
    const { expiry } = this.found;
    const f = this.formats;
    return html`
      ${expiry.losses.length === 0 ? html`<p class="whole">${m.expiry.none}</p>` : this.#losses(expiry.losses)}
      ${expiry.left.length === 0 ? nothing : this.#left(expiry.left)}
      ${
        expiry.price_per_used_credit === null || expiry.price_per_used_credit === '0'
          ? nothing
          : html`<p class="soft whole">${m.answer.perCredit(f.price(expiry.price_per_used_credit))}</p>`
      }
    `;
  }

  #losses(losses: readonly LossLine[]) {
    const { expired_credits, expired_value } = this.found.expiry;
    const about = ({ last_usable, cause }: LossLine) => m.expiry.gone(this.formats.date(last_usable), cause);
    const rows = this.#rows(m.expiry.lossesCaption, losses, about, 'loss');
    return this.#table(m.expiry.lossesCaption, rows, expired_credits, expired_value);
  }

  #left(left: readonly LeftLine[]) {
    const { left_credits, left_value } = this.found.expiry;
    const about = ({ last_usable }: LeftLine) =>
      m.expiry.usable(last_usable === null ? null : this.formats.date(last_usable));
    const rows = this.#rows(m.expiry.leftCaption, left, about, '');
    return this.#table(m.expiry.leftCaption, rows, left_credits, left_value);
  }

  #rows<T extends Line>(caption: string, lines: readonly T[], about: (line: T) => string, look: string) {
    const f = this.formats;
    const long = lines.length > MOST_LINES && !this.whole.has(caption);
    const shown = long ? lines.slice(0, MOST_LINES - 2) : lines;
    return html`${shown.map(
      (line) =>
        html`<tr>
          <th scope="row">
            ${m.expiry.fromOn(line.name, f.date(line.granted))}<br />
            <span class="soft small">${about(line)}</span>
          </th>
          <td class="number ${look}">${this.#credits(line)}</td>
          <td class="number">${f.money(line.value)}</td>
        </tr>`,
    )}
    ${
      long
        ? html`<tr>
            <td colspan="3" class="more">
              <button class="plain" @click=${() => this.#show(caption)}>
                ${m.expiry.showAll(lines.length)}
              </button>
              <span class="printed">…</span>
            </td>
          </tr>`
        : nothing
    }`;
  }

  #show(caption: string): void {
    this.whole = new Set([...this.whole, caption]);
  }

  /** With the word where there are several types. */
  #credits({ credit, credits }: Line): string {
    const f = this.formats;
    return f.types.length === 1 ? f.round(credits) : f.credit(credit).round(credits);
  }

  /** The sum of each type on a line of its own. */
  #sums(credits: readonly string[]) {
    return this.formats.types.map(({ round }, at) => {
      const sum = credits[at] ?? '0';
      return sum === '0' ? nothing : html`<div>${round(sum)}</div>`;
    });
  }

  #table(caption: string, rows: unknown, credits: readonly string[], value: string) {
    const f = this.formats;
    const [only] = f.types;
    const [sum = '0'] = credits;
    const several = f.types.length > 1;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
      <table>
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">${m.expiry.from}</th>
            <th scope="col" class="number">${several ? m.expiry.credits : capital(only?.plural ?? '')}</th>
            <th scope="col" class="number">${m.expiry.value}</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">${m.expiry.total}</th>
            <td class="number">${several ? this.#sums(credits) : f.round(sum)}</td>
            <td class="number">${f.money(value)}</td>
          </tr>
        </tfoot>
      </table>
    </div>`;
  }
}
