import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Found, Quote, StatementMonth } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/en.ts';
import { paymentName } from './answer-words.ts';
import { tables } from './table-style.ts';
import { base } from './theme.ts';

type Column = { key: 'granted' | 'used' | 'lost' | 'charged' | 'balance'; title: string };
const ALWAYS: readonly Column['key'][] = ['granted', 'used', 'balance'];

/** What is bought when, and what becomes of the credits, month by month. */
@customElement('credit-months-table')
export class MonthsTable extends LitElement {
  static override styles = [
    base,
    tables,
    css`
      :host {
        container-type: inline-size;
      }
      tbody th {
        white-space: nowrap;
      }
      .buy {
        min-width: 8rem;
      }
      @container (max-width: 48rem) {
        th,
        td {
          padding-inline: 0.375rem;
        }
      }
      @container (max-width: 40rem) {
        thead {
          position: absolute;
          clip-path: inset(50%);
        }
        tbody tr,
        tfoot tr {
          display: flex;
          flex-wrap: wrap;
          gap: 0.125rem 1rem;
          padding-block: 0.625rem;
          border-bottom: 1px solid var(--line);
        }
        th,
        td {
          padding: 0;
          border: 0;
        }
        .paid {
          order: -1;
          margin-inline-start: auto;
        }
        tr > th {
          order: -2;
        }
        .buy {
          flex-basis: 100%;
        }
        .zero:not(.paid),
        .blank {
          display: none;
        }
        [data-label]::before {
          content: attr(data-label) ' ';
          color: var(--soft);
        }
        [data-label] {
          font-size: 0.875rem;
        }
      }
      .zero {
        color: var(--soft);
      }
    `,
  ];

  @property({ attribute: false }) quote!: Quote;
  @property({ attribute: false }) found!: Found;
  @property({ attribute: false }) formats!: Formats;

  override render() {
    const { months } = this.found.statement;
    const columns = this.#columns();
    const f = this.formats;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${m.months.about}>
      <table role="table">
        <caption>
          ${m.months.about}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">${m.months.month}</th>
            <th scope="col" role="columnheader" class="buy">${m.months.buy}</th>
            <th scope="col" role="columnheader" class="number">${m.months.paid}</th>
            ${columns.map(({ title }) => html`<th scope="col" role="columnheader" class="number">${title}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${months.map((month) => this.#row(month, columns))}
        </tbody>
        <tfoot role="rowgroup">
          ${this.#closing(columns)}
          <tr role="row">
            <th scope="row" role="rowheader" colspan="2">${m.months.total}</th>
            <td role="cell" class="number paid">${f.money(this.found.cost)}</td>
            ${columns.map(() => html`<td role="cell" class="blank"></td>`)}
          </tr>
        </tfoot>
      </table>
    </div>`;
  }

  /** What is lost when the period ends belongs to no month. */
  #closing(columns: readonly Column[]) {
    const lost = this.found.statement.closing_lost;
    if (lost === '0') return nothing;
    return html`<tr role="row">
      <th scope="row" role="rowheader" colspan="3">${m.months.closing}</th>
      ${columns.map(({ key, title }) =>
        key === 'lost'
          ? html`<td role="cell" class="number loss" data-label=${title}>${this.formats.round(lost)}</td>`
          : html`<td role="cell" class="blank"></td>`,
      )}
    </tr>`;
  }

  /** Columns in which nothing ever happens are left out. */
  #columns(): Column[] {
    const { months, closing_lost } = this.found.statement;
    const keys: readonly Column['key'][] = ['granted', 'used', 'charged', 'lost', 'balance'];
    return keys
      .filter(
        (key) =>
          ALWAYS.includes(key) ||
          months.some((month) => month[key] !== '0') ||
          (key === 'lost' && closing_lost !== '0'),
      )
      .map((key) => ({ key, title: m.months[key] }));
  }

  #row(month: StatementMonth, columns: readonly Column[]) {
    const f = this.formats;
    const lines = this.found.invoice.filter(({ date }) => date >= month.start && date < month.end);
    return html`<tr role="row">
      <th scope="row" role="rowheader">${f.period(month.start)}</th>
      <td role="cell" class="buy">${lines.map((line) => html`<div>${paymentName(line, f)}</div>`)}</td>
      <td role="cell" class="number paid ${month.paid === '0' ? 'zero' : ''}">${f.money(month.paid)}</td>
      ${columns.map(
        ({ key, title }) =>
          html`<td
            role="cell"
            data-label=${title}
            class="number ${month[key] === '0' ? 'zero' : key === 'lost' ? 'loss' : ''}"
          >
            ${f.round(month[key])}
          </td>`,
      )}
    </tr>`;
  }
}
