import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { sorted, type Able } from '../baselines.ts';
import { absolute, isBelowZero } from '../decimal.ts';
import type { Alternative, Baseline, Found } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { baselineName, mix } from './answer-words.ts';
import { tables } from './table-style.ts';
import { base } from './theme.ts';

/** The ways that lost and why, and what buying one way only would cost. */
@customElement('credit-other-ways')
export class OtherWays extends LitElement {
  static override styles = [
    base,
    tables,
    css`
      :host {
        display: grid;
        gap: 1.5rem;
      }
      .saving {
        white-space: normal;
      }
      li + li {
        margin-top: 1rem;
        padding-top: 1rem;
        border-top: 1px solid var(--line);
      }
      .head {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 1.5rem;
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) found!: Found;
  @property({ attribute: false }) formats!: Formats;

  override render() {
    const { alternatives, baselines, proved, lower_bound, gaps, tie } = this.found;
    return html`
      ${tie ? html`<p>${m.others.tie}</p>` : ''}
      ${proved ? '' : html`<p>${m.others.bound(this.formats.money(lower_bound))}</p>`}
      ${gaps.length === 0 ? '' : html`<p>${m.others.gaps([...new Set(gaps)])}</p>`}
      ${
        alternatives.length === 0
          ? html`<p class="soft">${m.others.none}</p>`
          : html`<ul>
              ${alternatives.map((alternative) => this.#alternative(alternative))}
            </ul>`
      }
      ${baselines.length === 0 ? '' : this.#baselines(baselines)}
    `;
  }

  #alternative({ offers, cost, difference, difference_percent: percent, why }: Alternative) {
    const f = this.formats;
    return html`<li>
      <p class="head"><span>${mix(offers)}</span><span>${f.money(cost)}</span></p>
      <p class="small">${m.others.dearer({ difference, cost, percent, why }, f)}</p>
    </li>`;
  }

  #baselines(baselines: readonly Baseline[]) {
    const { able, unable } = sorted(baselines);
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${m.baselines.title}>
      <table>
        <caption>
          ${m.baselines.title}
        </caption>
        <thead>
          <tr>
            <th scope="col">${m.baselines.way}</th>
            <th scope="col" class="number">${m.baselines.cost}</th>
            <th scope="col" class="number">${m.baselines.saving}</th>
          </tr>
        </thead>
        <tbody>
          ${able.map((baseline) => this.#able(baseline))}
          ${unable.map(
            (baseline) =>
              html`<tr>
                <th scope="row">${baselineName(baseline)}</th>
                <td class="soft" colspan="2">${m.baselines.cannot}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #able(baseline: Able) {
    return html`<tr>
      <th scope="row">${baselineName(baseline)}</th>
      <td class="number">${this.formats.money(baseline.cost)}</td>
      <td class="number saving">${this.#saving(baseline)}</td>
    </tr>`;
  }

  #saving({ saving, saving_percent: percent }: Able): string {
    const f = this.formats;
    if (saving === '0') return m.baselines.same;
    if (isBelowZero(saving)) return m.baselines.less(f.money(absolute(saving)));
    return m.baselines.saved(f.money(saving), f.percent(percent));
  }
}
