import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Found, Quote } from '../engine/types.ts';
import { capital, type Formats } from '../format.ts';
import { ledgers } from '../ledgers.ts';
import { m } from '../messages/page.ts';
import { base } from './theme.ts';
import './balance-chart.ts';
import './choice-field.ts';

/** The chart of one credit type, and which where there are several. */
@customElement('credit-balance-charts')
export class BalanceCharts extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.75rem;
      }
    `,
  ];

  @property({ attribute: false }) quote!: Quote;
  @property({ attribute: false }) found!: Found;
  @property({ attribute: false }) formats!: Formats;
  @state() private chosen: string | null = null;

  override render() {
    const all = ledgers(this.found);
    const shown = all.find(({ credit }) => credit === this.chosen) ?? all[0];
    if (shown === undefined) return nothing;
    const name = (credit: string) => this.formats.credit(credit).plural;
    return html`
      <credit-choice-field
        class="screen"
        ?hidden=${all.length < 2}
        data-input="chart"
        .label=${m.chart.which}
        .choices=${all.map(({ credit }) => ({ id: credit, name: capital(name(credit)) }))}
        .value=${shown.credit}
        .change=${(credit: string) => {
          this.chosen = credit;
        }}
      ></credit-choice-field>
      <credit-balance-chart
        .quote=${this.quote}
        .ledger=${shown}
        .heading=${all.length < 2 ? m.chart.title : m.chart.titleOf(capital(name(shown.credit)))}
        .formats=${this.formats}
      ></credit-balance-chart>
    `;
  }
}
