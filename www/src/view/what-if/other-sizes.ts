import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { absolute, isBelowZero } from '../../decimal.ts';
import type { Best, OtherSize, SizesView } from '../../engine/types.ts';
import { isNone, type Formats } from '../../format.ts';
import { w } from '../../messages/what-if.ts';
import { m } from '../../messages/page.ts';
import { tables } from '../table-style.ts';
import { base } from '../theme.ts';
import { Asking } from './asking.ts';
import { costWords, differenceWords, lossWords, outcomeOf } from './best-words.ts';
import './other-terms.ts';
import './other-times.ts';
import type { Situation } from './situation.ts';
import { status } from './status.ts';
import { whatIfStyle } from './style.ts';

/** Bigger and smaller packs, buying now or later, and terms by the month or by the year. */
@customElement('credit-other-sizes')
export class OtherSizes extends LitElement {
  static override styles = [base, tables, whatIfStyle];

  @property({ attribute: false }) situation!: Situation;
  readonly #asking = new Asking(this, 'sizes');
  #told: Situation | null = null;

  override willUpdate(): void {
    if (this.situation === this.#told) return;
    const keep = this.situation.book === this.#told?.book;
    this.#told = this.situation;
    void this.#asking.ask(this.situation, 'sizes', keep);
  }

  override render() {
    const { shown } = this.#asking;
    if (shown === null) return status(this.#asking);
    const { situation, view } = shown;
    const f = situation.formats;
    return html`${status(this.#asking, this.#progress(view))}
      <div class=${this.#asking.stale ? 'stale' : ''}>
        ${view.recommended === null ? nothing : this.#sizes(view, view.recommended, f)}
        ${
          view.timing === null
            ? nothing
            : html`<credit-other-times
                class="part"
                .timing=${view.timing}
                .recommended=${view.recommended}
                .formats=${f}
              ></credit-other-times>`
        }
        <credit-other-terms
          class="part"
          .terms=${view.terms}
          .done=${view.done}
          .formats=${f}
        ></credit-other-terms>
      </div>`;
  }

  #progress({ sizes, terms }: SizesView): string {
    const done = sizes.filter(({ best }) => best !== null).length;
    const months = terms.reduce((sum, term) => sum + term.months.length, 0);
    return w.status.workingOf(done + months, sizes.length + terms.length * 24);
  }

  #sizes({ sizes }: SizesView, recommended: Best, f: Formats) {
    if (sizes.length === 0) {
      return html`<section class="part" aria-labelledby="sizes">
        <h4 id="sizes">${w.sizes.sizeTitle}</h4>
        <p>${w.sizes.none}</p>
      </section>`;
    }
    return html`<section class="part" aria-labelledby="sizes">
      <h4 id="sizes">${w.sizes.sizeTitle}</h4>
      <ul class="sentences">
        ${sizes.map((size) => (size.best === null ? nothing : html`<li>${sentence(size, f)}</li>`))}
      </ul>
      <div class="scroll" tabindex="0" role="region" aria-label=${w.sizes.sizeTitle}>
        <table>
          <caption class="unseen">
            ${w.sizes.sizeTitle}
          </caption>
          <thead>
            <tr>
              <th scope="col">${w.sizes.instead}</th>
              <th scope="col">${w.sizes.size}</th>
              <th scope="col" class="number">${w.sizes.cost}</th>
              <th scope="col" class="number">${w.sizes.difference}</th>
              <th scope="col" class="number">${w.sizes.lost}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row" colspan="2">${w.sizes.recommended}</th>
              <td class="number">${costWords(recommended, f)}</td>
              <td></td>
              <td class="number">${lossWords(outcomeOf(recommended), f)}</td>
            </tr>
            ${sizes.map((size) => row(size, f))}
          </tbody>
        </table>
      </div>
    </section>`;
  }
}

/** The two sizes by their names, or by their credits where the names are the same. */
function names({ size, instead }: OtherSize, f: Formats): readonly [size: string, instead: string] {
  if (size.name !== instead.name) return [size.name, instead.name];
  return [
    m.purchase.of(size.name, f.credits(size.credits)),
    m.purchase.of(instead.name, f.credits(instead.credits)),
  ];
}

function sentence(other: OtherSize, f: Formats): string {
  const [size, instead] = names(other, f);
  return w.sizes.bigger(size, instead, consequence(other, f));
}

function consequence({ best, quantity, compared, proved }: OtherSize, f: Formats): string {
  const outcome = outcomeOf(best);
  if (outcome === null || compared === null) {
    return best === 'ran_out' ? w.sizes.ranOut : w.sizes.impossible;
  }
  const { difference, difference_percent: percent } = compared;
  const money = f.money(absolute(difference));
  const share = f.percent(absolute(percent));
  const costs =
    difference === '0'
      ? w.sizes.same
      : isBelowZero(difference)
        ? w.sizes.saves(money, share)
        : w.sizes.costsMore(money, share);
  if (quantity === 0) return w.sizes.notBought(costs);
  const said = proved ? costs : w.sizes.atMost(costs);
  const expires = isNone(outcome.expired_credits)
    ? w.sizes.nothingWasted
    : w.sizes.expires(f.credits(outcome.expired_credits));
  const left = isNone(outcome.left_credits) ? [] : [w.sizes.left(f.credits(outcome.left_credits))];
  return w.sizes.and([said, expires, ...left]);
}

function row(other: OtherSize, f: Formats) {
  const [size, instead] = names(other, f);
  const { best, compared, proved } = other;
  return html`<tr>
    <th scope="row">${instead}</th>
    <td>${size}</td>
    <td class="number">${costWords(best, f)}</td>
    <td class="number">
      ${compared === null ? '' : differenceWords(compared.difference, compared.difference_percent, proved, f)}
    </td>
    <td class="number">${lossWords(outcomeOf(best), f)}</td>
  </tr>`;
}
