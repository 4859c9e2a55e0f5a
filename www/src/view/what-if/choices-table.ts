import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ChoiceCost, ChoiceLine, RangesView } from '../../engine/types.ts';
import type { Formats } from '../../format.ts';
import { w } from '../../messages/what-if.ts';
import { tables } from '../table-style.ts';
import { base } from '../theme.ts';
import { costWords } from './best-words.ts';
import { choiceName } from './choice-words.ts';
import { whatIfStyle } from './style.ts';

/** More choices than this are shown on demand; those that are best somewhere or steadiest always. */
const MOST = 5;

/** What can be taken now, what it comes to in each scenario, and what is regretted of it. */
@customElement('credit-choices-table')
export class ChoicesTable extends LitElement {
  static override styles = [
    base,
    tables,
    whatIfStyle,
    css`
      .steady > * {
        background: var(--tint);
      }
      td .regret {
        display: block;
        font-size: 0.8125rem;
      }
      tbody th .badge {
        margin-top: 0.125rem;
      }
    `,
  ];

  @property({ attribute: false }) view!: RangesView;
  @property({ attribute: false }) formats!: Formats;
  @state() private all = false;

  override render() {
    const { scenarios, choices, steadiest, recommended, done } = this.view;
    const places = choices.map((_, place) => place);
    const needed = (place: number) =>
      place === steadiest || place === recommended || (choices[place]?.best_of.length ?? 0) > 0;
    const first = places.filter((place) => needed(place) || place < MOST);
    const shown = this.all ? places : first;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${w.ranges.title}>
        <table>
          <caption class="unseen">
            ${w.ranges.title}
          </caption>
          <thead>
            <tr>
              <th scope="col">${w.ranges.choice}</th>
              ${scenarios.map(
                ({ scenario, credits }) =>
                  html`<th scope="col" class="number">
                    ${w.ranges.scenario[scenario]}<br /><span class="small"
                      >${this.formats.credits(credits, 'about')}</span
                    >
                  </th>`,
              )}
              <th scope="col" class="number">${w.ranges.worst}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">${w.ranges.best}</th>
              ${scenarios.map(({ best }) => html`<td class="number">${costWords(best, this.formats)}</td>`)}
              <td></td>
            </tr>
            ${shown.map((place) => this.#row(place))}
          </tbody>
        </table>
      </div>
      ${
        shown.length === choices.length
          ? nothing
          : html`<button
              class="plain more"
              @click=${() => {
                this.all = true;
              }}
            >
              ${w.ranges.more(choices.length - shown.length)}
            </button>`
      }
      ${done && choices.some(({ proved }) => !proved) ? html`<p class="soft small">${w.ranges.notProved}</p>` : nothing}`;
  }

  #row(place: number) {
    const choice = this.view.choices[place];
    if (choice === undefined) return nothing;
    const { steadiest, recommended } = this.view;
    return html`<tr class=${place === steadiest ? 'steady' : ''}>
      <th scope="row">
        ${choiceName(choice.purchases, this.formats)}
        ${place === steadiest ? html`<span class="badge">${w.ranges.steadiest}</span>` : nothing}
        ${place === recommended ? html`<span class="badge plain">${w.ranges.recommended}</span>` : nothing}
      </th>
      ${choice.costs.map((cost) => html`<td class="number">${this.#cost(cost)}</td>`)}
      <td class="number">${this.#worst(choice)}</td>
    </tr>`;
  }

  #cost(cost: ChoiceCost) {
    if (cost === 'waiting') return w.ranges.waiting;
    if (cost === 'impossible') return html`<span class="soft">${w.ranges.impossible}</span>`;
    if (cost === 'ran_out') return html`<span class="soft">${w.ranges.ranOut}</span>`;
    const f = this.formats;
    const { cost: money, regret, proved } = cost.found;
    const words = w.ranges.regret(f.money(regret));
    return html`${f.money(money)}
      <span class="regret ${regret === '0' ? 'gain' : 'soft'}">
        ${regret === '0' ? w.ranges.noRegret : proved ? words : w.ranges.upTo(words)}
      </span>`;
  }

  #worst({ worst_regret, worst_percent, costs, proved }: ChoiceLine) {
    const f = this.formats;
    if (worst_regret === null) return costs.includes('waiting') ? w.ranges.waiting : '–';
    const money = f.money(worst_regret);
    const words =
      worst_percent === null || worst_percent === '0'
        ? money
        : w.money.withPercent(money, f.percent(worst_percent));
    return proved ? words : w.ranges.upTo(words);
  }
}
