import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Found, LeftLine, LossLine } from '../engine/types.ts';
import { capital, type Formats } from '../format.ts';
import { m } from '../messages/en.ts';
import { tables } from './table-style.ts';
import { base } from './theme.ts';

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
      .sum {
        white-space: normal;
      }
      .whole {
        grid-column: 1 / -1;
      }
    `,
  ];

  @property({ attribute: false }) found!: Found;
  @property({ attribute: false }) formats!: Formats;

  override render() {
    const { expiry } = this.found;
    const f = this.formats;
    return html`
      ${expiry.losses.length === 0 ? html`<p class="whole">${m.expiry.none}</p>` : this.#losses(expiry.losses)}
      ${expiry.left.length === 0 ? nothing : this.#left(expiry.left)}
      ${
        expiry.price_per_used_credit === null
          ? nothing
          : html`<p class="soft whole">${m.answer.perCredit(f.price(expiry.price_per_used_credit))}</p>`
      }
    `;
  }

  #losses(losses: readonly LossLine[]) {
    const f = this.formats;
    const { expired_credits, expired_value } = this.found.expiry;
    const rows = losses.map(
      (loss) =>
        html`<tr>
          <th scope="row">
            ${m.expiry.fromOn(loss.name, f.date(loss.granted))}<br />
            <span class="soft small">${m.expiry.gone(f.date(loss.last_usable), loss.cause)}</span>
          </th>
          <td class="number loss">${this.#credits(loss)}</td>
          <td class="number">${f.money(loss.value)}</td>
        </tr>`,
    );
    return this.#table(m.expiry.lossesCaption, rows, expired_credits, expired_value);
  }

  #left(left: readonly LeftLine[]) {
    const f = this.formats;
    const { left_credits, left_value } = this.found.expiry;
    const rows = left.map(
      (rest) =>
        html`<tr>
          <th scope="row">
            ${m.expiry.fromOn(rest.name, f.date(rest.granted))}<br />
            <span class="soft small">
              ${m.expiry.usable(rest.last_usable === null ? null : f.date(rest.last_usable))}
            </span>
          </th>
          <td class="number">${this.#credits(rest)}</td>
          <td class="number">${f.money(rest.value)}</td>
        </tr>`,
    );
    return this.#table(m.expiry.leftCaption, rows, left_credits, left_value);
  }

  /** With the word where there are several types. */
  #credits({ credit, credits }: LeftLine | LossLine): string {
    const f = this.formats;
    return f.types.length === 1 ? f.round(credits) : f.credit(credit).round(credits);
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
            <td class="number sum">${several ? f.credits(credits) : f.round(sum)}</td>
            <td class="number">${f.money(value)}</td>
          </tr>
        </tfoot>
      </table>
    </div>`;
  }
}
