import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { absolute, isBelowZero } from '../../decimal.ts';
import type { Best, Timed, Timing } from '../../engine/types.ts';
import { isNone, type Formats } from '../../format.ts';
import { w } from '../../messages/what-if.ts';
import { tables } from '../table-style.ts';
import { base } from '../theme.ts';
import { costWords, differenceWords, lossWords, outcomeOf } from './best-words.ts';
import { whatIfStyle } from './style.ts';

/** The recommended packs bought all at once, or each when the balance runs out. */
@customElement('credit-other-times')
export class OtherTimes extends LitElement {
  static override styles = [base, tables, whatIfStyle];

  @property({ attribute: false }) timing!: Timing;
  @property({ attribute: false }) recommended: Best | null = null;
  @property({ attribute: false }) formats!: Formats;

  override render() {
    const { timing, formats: f } = this;
    return html`<section class="part" aria-labelledby="title">
      <h4 id="title">${w.sizes.timingTitle}</h4>
      <ul class="sentences">
        <li>${w.sizes.atOnceSays(this.#words(timing.at_once))}</li>
        <li>${w.sizes.whenNeededSays(this.#words(timing.when_needed))}</li>
      </ul>
      <div class="scroll" tabindex="0" role="region" aria-label=${w.sizes.timingTitle}>
        <table>
          <caption class="unseen">
            ${w.sizes.timingTitle}
          </caption>
          <thead>
            <tr>
              <th scope="col">${w.sizes.when}</th>
              <th scope="col" class="number">${w.sizes.cost}</th>
              <th scope="col" class="number">${w.sizes.difference}</th>
              <th scope="col" class="number">${w.sizes.lost}</th>
              <th scope="col" class="number">${w.sizes.uncovered}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">${w.sizes.recommended}</th>
              <td class="number">${costWords(this.recommended, f)}</td>
              <td></td>
              <td class="number">${lossWords(outcomeOf(this.recommended), f)}</td>
              <td class="number">${w.lives.nothing}</td>
            </tr>
            ${this.#row(w.sizes.atOnce, timing.at_once)} ${this.#row(w.sizes.whenNeeded, timing.when_needed)}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #words({ compared, blocked, outcome, unbought }: Timed): string {
    const f = this.formats;
    if (compared === null || outcome === null) return w.sizes.would.forbidden;
    const money = f.money(absolute(compared.difference));
    const costs =
      compared.difference === '0'
        ? w.sizes.would.same
        : isBelowZero(compared.difference)
          ? w.sizes.would.less(money)
          : w.sizes.would.more(money);
    return w.sizes.and([
      costs,
      ...(isNone(blocked) ? [] : [w.sizes.stops(f.credits(blocked))]),
      ...(unbought === 0 ? [] : [w.sizes.spares(unbought)]),
    ]);
  }

  #row(name: string, { outcome, compared, blocked }: Timed) {
    const f = this.formats;
    return html`<tr>
      <th scope="row">${name}</th>
      <td class="number">${outcome === null ? w.sizes.notAllowed : f.money(outcome.cost)}</td>
      <td class="number">
        ${compared === null ? '' : differenceWords(compared.difference, compared.difference_percent, true, f)}
      </td>
      <td class="number">${lossWords(outcome, f)}</td>
      <td class="number ${isNone(blocked) ? '' : 'loss'}">
        ${isNone(blocked) ? w.lives.nothing : f.credits(blocked)}
      </td>
    </tr>`;
  }
}
