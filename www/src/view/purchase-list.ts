import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Found, Quote } from '../engine/types.ts';
import { isNone, type Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { isCharge, purchases, type Purchase } from '../purchases.ts';
import { boughtName } from './answer-words.ts';
import { base } from './theme.ts';

const MOST_DATES = 6;

/** What is bought, equal purchases together. */
@customElement('credit-purchase-list')
export class PurchaseList extends LitElement {
  static override styles = [
    base,
    css`
      ul {
        display: grid;
        gap: 0.375rem;
        padding-block: 0.75rem;
        border-block: 1px solid var(--line);
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 1rem;
      }
    `,
  ];

  @property({ attribute: false }) quote!: Quote;
  @property({ attribute: false }) found!: Found;
  @property({ attribute: false }) formats!: Formats;

  override render() {
    const all = purchases(this.found);
    if (all.length === 0) return nothing;
    return html`<ul>
      ${all.map((purchase) => this.#purchase(purchase))}
    </ul>`;
  }

  #purchase(purchase: Purchase) {
    const { kind, dates, fees, amount, credits } = purchase;
    const f = this.formats;
    const parts = [
      isNone(credits) ? '' : f.credits(credits),
      isCharge(kind) ? m.purchase.charged(dates.length) : this.#when(dates),
      fees.length === 0 ? '' : m.purchase.fee(shortened(fees).map(f.money), dates.length === 1),
    ];
    return html`<li>
      <span>
        ${boughtName(purchase)}
        <span class="soft small">${parts.filter((part) => part !== '').join(' · ')}</span>
      </span>
      <span class="soft">${kind === 'gift' ? m.purchase.free : f.money(amount)}</span>
    </li>`;
  }

  #when(dates: readonly string[]): string {
    if (dates.length > MOST_DATES || dates.every((date) => date === this.quote.start)) return '';
    const years = this.quote.months.length > 12;
    return m.purchase.when(
      dates.map((date) => (years ? this.formats.month(date) : this.formats.monthName(date))),
    );
  }
}

/** The lowest and the highest. */
function shortened(sorted: readonly string[]): string[] {
  return sorted.filter((_, at) => at === 0 || at === sorted.length - 1);
}
