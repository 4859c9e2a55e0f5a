import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Found, LeftLine, LossLine } from '../engine/types.ts';
import { capital, type Formats } from '../format.ts';
import { m } from '../messages/page.ts';
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
          : html`<p class="soft whole">
              ${m.answer.perCredit(f.types[0]?.name ?? '', f.price(expiry.price_per_used_credit))}
            </p>`
      }
    `;
  }

  #losses(losses: readonly LossLine[]) {
    const { expired_credits, expired_value } = this.found.expiry;
    const about = ({ last_usable, cause }: LossLine) => m.expiry.gone(this.formats.date(last_usable), cause);
    return this.#table(m.expiry.lossesCaption, losses, about, [expired_credits, expired_value], 'loss');
  }

  #left(left: readonly LeftLine[]) {
    const { left_credits, left_value } = this.found.expiry;
    const about = ({ last_usable }: LeftLine) =>
      m.expiry.usable(last_usable === null ? null : this.formats.date(last_usable));
    return this.#table(m.expiry.leftCaption, left, about, [left_credits, left_value], '');
  }

  #show(caption: string): void {
    this.whole = new Set([...this.whole, caption]);
  }

  #table<T extends Line>(
    caption: string,
    lines: readonly T[],
    about: (line: T) => string,
    [credits, value]: readonly [credits: readonly string[], value: string],
    look: string,
  ) {
    const f = this.formats;
    const types = [...new Set(lines.map(({ credit }) => credit))];
    const [only] = types.length === 1 ? types : [];
    const long = lines.length > MOST_LINES && !this.whole.has(caption);
    const shown = long ? lines.slice(0, MOST_LINES - 2) : lines;
    const row = (line: T) =>
      html`<tr>
        <th scope="row">
          ${m.expiry.fromOn(line.name, f.date(line.granted))}<br />
          <span class="soft small">${about(line)}</span>
        </th>
        <td class="number ${look}">
          ${only === undefined ? f.credit(line.credit).round(line.credits) : f.round(line.credits)}
        </td>
        <td class="number">${f.money(line.value)}</td>
      </tr>`;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
      <table>
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">${m.expiry.from}</th>
            <th scope="col" class="number">
              ${only === undefined ? m.expiry.credits : capital(f.credit(only).plural)}
            </th>
            <th scope="col" class="number">${m.expiry.value}</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map(row)} ${long ? this.#more(caption, lines.length) : nothing}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">${m.expiry.total}</th>
            <td class="number">${this.#sums(credits, only === undefined)}</td>
            <td class="number">${f.money(value)}</td>
          </tr>
        </tfoot>
      </table>
    </div>`;
  }

  #more(caption: string, count: number) {
    return html`<tr>
      <td colspan="3" class="more">
        <button class="plain" @click=${() => this.#show(caption)}>${m.expiry.showAll(count)}</button>
        <span class="printed">…</span>
      </td>
    </tr>`;
  }

  /** The sum of each type on a line of its own. */
  #sums(credits: readonly string[], named: boolean) {
    return this.formats.types.map((type, at) => {
      const sum = credits[at] ?? '0';
      return sum === '0' ? nothing : html`<div>${named ? type.round(sum) : this.formats.round(sum)}</div>`;
    });
  }
}
