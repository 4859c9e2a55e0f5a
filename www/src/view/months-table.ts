import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Found, StatementMonth } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import type { Ledger } from '../ledgers.ts';
import { m } from '../messages/page.ts';
import { paymentName } from './answer-words.ts';
import { heatOf, heatStyle, heatWords, type Heat } from './months-heat.ts';
import { tables } from './table-style.ts';
import { base } from './theme.ts';

const KEYS = [
  'granted',
  'used',
  'repaid',
  'charged',
  'carried',
  'slow',
  'blocked',
  'lost',
  'balance',
] as const;
type Key = (typeof KEYS)[number];
type Column = { key: Key; title: string };
const ALWAYS: readonly Key[] = ['granted', 'used', 'balance'];

/** Month by month: what is bought when, what becomes of one credit type, or both. */
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
    heatStyle,
  ];

  @property({ attribute: false }) found!: Found;
  /** the credit type; none for the purchases alone */
  @property({ attribute: false }) ledger: Ledger | null = null;
  @property({ attribute: false }) formats!: Formats;
  @property() caption = '';
  /** whether purchases are shown */
  @property({ type: Boolean }) buy = false;

  override render() {
    const columns = this.#columns();
    const heat = heatOf(this.found.statement.months, this.ledger, this.buy);
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${this.caption}>
      <table role="table">
        ${
          this.caption === ''
            ? nothing
            : html`<caption>
                ${this.caption} ${heatWords(heat, this.formats)}
              </caption>`
        }
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">${m.months.month}</th>
            ${
              this.buy
                ? html`<th scope="col" role="columnheader" class="buy">${m.months.buy}</th>
                    <th scope="col" role="columnheader" class="number">${m.months.paid}</th>`
                : nothing
            }
            ${columns.map(({ title }) => html`<th scope="col" role="columnheader" class="number">${title}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${this.found.statement.months.map((month, at) => this.#row(month, at, columns, heat))}
        </tbody>
        <tfoot role="rowgroup">
          ${this.#closing(columns)} ${this.buy ? this.#total(columns) : nothing}
        </tfoot>
      </table>
    </div>`;
  }

  #total(columns: readonly Column[]) {
    return html`<tr role="row">
      <th scope="row" role="rowheader" colspan="2">${m.months.total}</th>
      <td role="cell" class="number paid">${this.formats.money(this.found.cost)}</td>
      ${columns.map(() => html`<td role="cell" class="blank"></td>`)}
    </tr>`;
  }

  /** What is lost when the period ends belongs to no month. */
  #closing(columns: readonly Column[]) {
    const lost = this.ledger?.closing_lost ?? '0';
    if (lost === '0') return nothing;
    return html`<tr role="row">
      <th scope="row" role="rowheader" colspan=${this.buy ? 3 : 1}>${m.months.closing}</th>
      ${columns.map(({ key, title }) =>
        key === 'lost'
          ? html`<td role="cell" class="number loss" data-label=${title}>${this.formats.round(lost)}</td>`
          : html`<td role="cell" class="blank"></td>`,
      )}
    </tr>`;
  }

  /** Columns in which nothing ever happens are left out. */
  #columns(): Column[] {
    if (this.ledger === null) return [];
    const { months, closing_lost, events } = this.ledger;
    return KEYS.filter(
      (key) =>
        (ALWAYS.includes(key) && events.length > 0) ||
        months.some((month) => month[key] !== '0') ||
        (key === 'lost' && closing_lost !== '0'),
    ).map((key) => ({ key, title: m.months[key] }));
  }

  #row(month: StatementMonth, at: number, columns: readonly Column[], heat: Heat) {
    const credits = this.ledger?.months[at];
    return html`<tr role="row">
      <th scope="row" role="rowheader">${this.formats.period(month.start)}</th>
      ${this.buy ? this.#bought(month, heat.level('paid', month.paid)) : nothing}
      ${columns.map(({ key, title }) => this.#cell(key, title, credits?.[key] ?? '0', heat))}
    </tr>`;
  }

  #bought({ start, end, paid }: StatementMonth, level: number) {
    const f = this.formats;
    const lines = this.found.invoice.filter(({ date }) => date >= start && date < end);
    return html`<td role="cell" class="buy">
        ${lines.map((line) => html`<div>${paymentName(line, f)}</div>`)}
      </td>
      <td role="cell" class="number paid ${paid === '0' ? 'zero' : ''}" data-heat=${level}>
        ${f.money(paid)}
      </td>`;
  }

  #cell(key: Key, title: string, credits: string, heat: Heat) {
    const bad = key === 'lost' || key === 'blocked';
    return html`<td
      role="cell"
      data-label=${title}
      data-heat=${heat.level(key, credits)}
      class="number ${credits === '0' ? 'zero' : bad ? 'loss' : ''}"
    >
      ${this.formats.round(credits)}
    </td>`;
  }
}
