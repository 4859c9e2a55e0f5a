import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { StatementEvent } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { tables } from './table-style.ts';
import { base } from './theme.ts';

/** What the chart marks, as a table. */
@customElement('credit-events-table')
export class EventsTable extends LitElement {
  static override styles = [base, tables];

  @property({ attribute: false }) events: readonly StatementEvent[] = [];
  @property() heading = m.chart.title;
  @property({ attribute: false }) formats!: Formats;

  override render() {
    const f = this.formats;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${this.heading}>
      <table>
        <thead>
          <tr>
            <th scope="col">${m.chart.date}</th>
            <th scope="col">${m.chart.event}</th>
            <th scope="col" class="number">${m.chart.amount}</th>
            <th scope="col" class="number">${m.chart.after}</th>
          </tr>
        </thead>
        <tbody>
          ${this.events.map(
            ({ date, kind, name, credits, last_usable, balance }) =>
              html`<tr>
                <td>${f.date(date)}</td>
                <td>
                  ${
                    kind === 'grant'
                      ? m.chart.grant(name, last_usable === null ? null : f.date(last_usable))
                      : m.chart.loss(name)
                  }
                </td>
                <td class="number ${kind === 'loss' ? 'loss' : ''}">
                  ${kind === 'loss' ? '−' : '+'}${f.round(credits)}
                </td>
                <td class="number">${f.round(balance)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}
