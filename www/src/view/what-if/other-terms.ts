import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { isBelowZero } from '../../decimal.ts';
import type { TermChoice, TermMonth } from '../../engine/types.ts';
import type { Formats } from '../../format.ts';
import { w } from '../../messages/what-if.ts';
import { tables } from '../table-style.ts';
import { base } from '../theme.ts';
import { differenceWords } from './best-words.ts';
import { whatIfStyle } from './style.ts';

/** Plans paid by the month or by the year, and from which stay on the year pays. */
@customElement('credit-other-terms')
export class OtherTerms extends LitElement {
  static override styles = [base, tables, whatIfStyle];

  @property({ attribute: false }) terms: readonly TermChoice[] = [];
  /** whether every stay is worked out */
  @property({ attribute: false }) done = false;
  @property({ attribute: false }) formats!: Formats;

  override render() {
    return html`<section class="part" aria-labelledby="title">
      <h4 id="title">${w.sizes.termTitle}</h4>
      ${
        this.terms.length === 0
          ? html`<p>${w.sizes.noTerms}</p>`
          : html`<ul class="sentences">
                ${this.terms.map((term) =>
                  this.done || term.pays_from !== null ? html`<li>${this.#sentence(term)}</li>` : nothing,
                )}
              </ul>
              ${this.terms.map((term) => (this.#isEmpty(term) ? nothing : this.#table(term)))}`
      }
    </section>`;
  }

  #isEmpty({ months }: TermChoice): boolean {
    return months.every(({ by_month, by_year }) => by_month === null && by_year === null);
  }

  #sentence(term: TermChoice): string {
    const { pays_from: from, pays_until: until, most_lost: most, months, alone } = term;
    const name = w.sizes.alone(term.name, alone);
    const lost = most === null || most === '0' ? null : this.formats.money(most);
    if (this.#isEmpty(term)) return w.sizes.notEnough(term.name);
    if (from === null || until === null) return w.sizes.never(name, months.length);
    return until === months.at(-1)?.months
      ? w.sizes.pays(name, from, lost)
      : w.sizes.paysBetween(name, from, until, lost);
  }

  #table(term: TermChoice) {
    const name = w.sizes.alone(term.name, term.alone);
    return html`<details>
      <summary>${w.sizes.termTable(name)}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${name}>
        <table>
          <caption class="unseen">
            ${name}
          </caption>
          <thead>
            <tr>
              <th scope="col">${w.sizes.stay}</th>
              <th scope="col" class="number">${w.sizes.byMonth}</th>
              <th scope="col" class="number">${w.sizes.byYear}</th>
              <th scope="col" class="number">${w.sizes.yearDifference}</th>
            </tr>
          </thead>
          <tbody>
            ${term.months.map((month) => this.#row(month))}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  #row({ months, by_month, by_year, difference, proved }: TermMonth) {
    const f = this.formats;
    const cost = (money: string | null) => (money === null ? w.sizes.notCovered : f.money(money));
    const gain = difference !== null && isBelowZero(difference);
    return html`<tr>
      <th scope="row">${w.sizes.months(months)}</th>
      <td class="number">${cost(by_month)}</td>
      <td class="number">${cost(by_year)}</td>
      <td class="number ${gain ? 'gain' : ''}">${differenceWords(difference, null, proved, f)}</td>
    </tr>`;
  }
}
