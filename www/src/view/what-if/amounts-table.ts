import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { CostView, CurvePoint, CurveView } from '../../engine/types.ts';
import { capital, type Formats } from '../../format.ts';
import { w } from '../../messages/what-if.ts';
import { baselineName, mix } from '../answer-words.ts';
import { tables } from '../table-style.ts';
import { base } from '../theme.ts';
import type { Amounts } from './axis.ts';
import { whatIfStyle } from './style.ts';

/** The cost chart as a table. */
@customElement('credit-amounts-table')
export class AmountsTable extends LitElement {
  static override styles = [
    base,
    tables,
    whatIfStyle,
    css`
      .scroll {
        max-height: 26rem;
        overflow-y: auto;
      }
      .here > * {
        background: var(--tint);
      }
      @media print {
        .scroll {
          max-height: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) curve!: CurveView;
  /** places of the ways that have a column */
  @property({ attribute: false }) ways: readonly number[] = [];
  @property({ attribute: false }) amounts!: Amounts;
  @property({ attribute: false }) formats!: Formats;

  override render() {
    const { curve, amounts, ways } = this;
    const named = ways.flatMap((place) => curve.ways.slice(place, place + 1).map(baselineName));
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${w.amounts.title}>
      <table>
        <caption class="unseen">
          ${w.amounts.title}
        </caption>
        <thead>
          <tr>
            <th scope="col">${capital(amounts.unit)}</th>
            <th scope="col" class="number">${w.amounts.cost}</th>
            <th scope="col">${w.amounts.what}</th>
            ${named.map((name) => html`<th scope="col" class="number">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${curve.points.map((point) => this.#row(point))}
        </tbody>
      </table>
    </div>`;
  }

  #row({ level, entered, best, offers, alone }: CurvePoint) {
    return html`<tr class=${entered ? 'here' : ''}>
      <th scope="row">
        ${this.amounts.number(level)}
        ${entered ? html`<span class="badge">${w.amounts.here}</span>` : nothing}
      </th>
      <td class="number">${this.#cost(best)}</td>
      <td>${best.cost === null ? '' : mix(offers) || w.winner.nothing}</td>
      ${this.ways.map((way) => html`<td class="number">${this.#cost(alone[way])}</td>`)}
    </tr>`;
  }

  #cost(view: CostView | undefined): string {
    if (view?.cost == null) return view?.proved === true ? w.amounts.none : w.amounts.unknown;
    const money = this.formats.money(view.cost);
    return view.proved ? money : w.money.atMost(money);
  }
}
