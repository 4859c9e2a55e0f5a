import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { compared } from '../../baselines.ts';
import type { BookView, Found, Quote, Usage } from '../../engine/types.ts';
import { date, formatsOf, isNone, type Formats } from '../../format.ts';
import { dayAfter } from '../../geometry.ts';
import { ledgers } from '../../ledgers.ts';
import { m } from '../../messages/page.ts';
import { varied } from '../../varied.ts';
import { purchases, type Purchase } from '../../purchases.ts';
import { baselineName, boughtName, mix, needs, rangeWords, whatToBuy } from '../../view/answer-words.ts';
import '../../view/months-table.ts';
import { base } from '../../view/theme.ts';
import { sheetStyle } from './sheet-style.ts';
import { expiryTable, usageTable } from './sheet-tables.ts';

const words = () => m.take.print;
/** So many other ways are named on paper. */
const MOST_OTHERS = 3;

export type Printed = {
  readonly book: BookView;
  readonly quote: Quote;
  readonly usage: Usage;
  /** the day it is printed */
  readonly day: string;
  /** opens the calculation again */
  readonly link: string | null;
};

/** The answer on paper: one or two pages that stand by themselves. */
@customElement('credit-quote-sheet')
export class QuoteSheet extends LitElement {
  static override styles = [base, sheetStyle];

  @property({ attribute: false }) printed: Printed | null = null;

  override render() {
    if (this.printed === null) return nothing;
    const { book, quote } = this.printed;
    const f = formatsOf(book, quote.book.currency);
    const found = 'found' in quote.answer ? quote.answer.found : null;
    return html`
      ${this.#head(this.printed)}
      ${found === null ? this.#need(quote, f) : this.#answer(this.printed, found, f)}
      ${found === null ? nothing : this.#purchases(found, f)} ${usageTable(this.printed, f)}
      ${found === null ? nothing : [this.#others(found, f), this.#months(found, f), expiryTable(found, f)]}
      ${this.#rules(this.printed)}
    `;
  }

  #head({ book, quote, day }: Printed) {
    return html`<div class="head">
      <div>
        <h1>${words().title(book.name)}</h1>
        <p class="soft">
          ${words().period(quote.months.length, date(quote.start), date(dayAfter(quote.end, -1)))}
        </p>
      </div>
      <div class="end">
        <p>${words().made(date(day))}</p>
        <p class="soft">${words().prices(date(book.as_of), book.version)}</p>
      </div>
    </div>`;
  }

  #need(quote: Quote, f: Formats) {
    return html`<div class="answer">
      <p class="soft">${m.answer.need}</p>
      ${needs(quote, f).map(
        ({ monthly, about }) =>
          html`<p class="what">${monthly}</p>
            <p>${about.join(', ')}</p>`,
      )}
      <p>${words().noWay}</p>
    </div>`;
  }

  #answer({ book, quote, usage }: Printed, found: Found, f: Formats) {
    const { proved, cost, monthly_average: monthly, lower_bound: bound, expiry } = found;
    const [against] = compared(found.baselines);
    const free = expiry.expired_value === '0';
    return html`<div class="answer">
      <p class="what">${whatToBuy(found)}</p>
      <p class="price">
        <span class="cost">${f.money(cost)}</span>
        <span>
          ${m.answer.total(quote.months.length, quote.book.tax_included)},
          ${m.answer.monthly(f.money(monthly))}
        </span>
      </p>
      ${quote.range === null ? nothing : html`<p>${rangeWords(quote.range, varied(book, usage), f)}</p>`}
      <p class="soft">${proved ? words().proved : m.others.bound(f.money(bound))}</p>
      <dl class="figures">
        <div>
          <dt>${m.answer.need}</dt>
          ${needs(quote, f).map(
            ({ monthly: need, about }) =>
              html`<dd class="figure">${need}</dd>
                <dd class="soft small">${about.join(', ')}</dd>`,
          )}
        </div>
        <div>
          <dt>${m.answer.save}</dt>
          <dd class="figure">${against === undefined ? m.answer.noSaving : f.money(against.saving)}</dd>
          <dd class="soft small">
            ${
              against === undefined
                ? m.answer.noneAlone
                : m.answer.saveAgainst(f.percent(against.saving_percent), baselineName(against))
            }
          </dd>
        </div>
        <div>
          <dt>${m.answer.expires}</dt>
          <dd class="figure">
            ${isNone(expiry.expired_credits) ? m.answer.nothingExpires : f.credits(expiry.expired_credits)}
          </dd>
          <dd class="soft small">
            ${
              isNone(expiry.expired_credits)
                ? m.answer.nothingExpiresAbout
                : free
                  ? m.answer.wereFree
                  : m.answer.worth(f.money(expiry.expired_value))
            }
          </dd>
        </div>
      </dl>
    </div>`;
  }

  #purchases(found: Found, f: Formats) {
    const row = (purchase: Purchase) =>
      html`<tr>
        <th scope="row">${boughtName(purchase)}</th>
        <td>${when(purchase.dates)}</td>
        <td class="number">${isNone(purchase.credits) ? '' : f.credits(purchase.credits, 'exact')}</td>
        <td class="number">${purchase.kind === 'gift' ? m.purchase.free : f.money(purchase.amount)}</td>
      </tr>`;
    return html`<section>
      <h2>${words().buy}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">${m.take.table.what}</th>
            <th scope="col">${words().when}</th>
            <th scope="col" class="number">${m.take.table.credits}</th>
            <th scope="col" class="number">${m.take.table.amount}</th>
          </tr>
        </thead>
        <tbody>
          ${purchases(found).map(row)}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colspan="3">${m.take.table.total}</th>
            <td class="number">${f.money(found.cost)}</td>
          </tr>
        </tfoot>
      </table>
    </section>`;
  }

  #months(found: Found, f: Formats) {
    const all = ledgers(found);
    const [only] = all.length < 2 ? all : [];
    const table = (ledger: (typeof all)[number] | null, caption: string, buy: boolean) =>
      html`<credit-months-table
        class=${caption === '' ? '' : 'whole'}
        .found=${found}
        .ledger=${ledger}
        .formats=${f}
        .caption=${caption}
        ?buy=${buy}
      ></credit-months-table>`;
    return html`<section>
      <h2>${m.months.title}</h2>
      ${
        all.length < 2
          ? table(only ?? null, '', true)
          : [
              table(null, m.months.aboutBuy, true),
              ...all.map((each) => table(each, m.months.aboutCredits(f.credit(each.credit).plural), false)),
            ]
      }
    </section>`;
  }

  #others({ alternatives }: Found, f: Formats) {
    if (alternatives.length === 0) return nothing;
    return html`<section>
      <h2>${m.others.title}</h2>
      <ul>
        ${alternatives
          .slice(0, MOST_OTHERS)
          .map(
            ({ offers, cost, difference, difference_percent: percent, why }) =>
              html`<li>
                ${words().other(mix(offers), f.money(cost))}
                ${m.others.dearer({ difference, cost, percent, why }, f)}
              </li>`,
          )}
      </ul>
    </section>`;
  }

  #rules({ book, link }: Printed) {
    return html`<section class="lines small">
      <h2>${m.about.rules}</h2>
      <ul class="columns">
        ${m.about.ruleList.map((rule) => html`<li>${rule}</li>`)}
        ${book.notes.map((note) => html`<li>${note}</li>`)}
      </ul>
      <p>
        ${words().pricesFrom(book.name, date(book.as_of), book.version, book.tax_included)}
        ${book.sources.length === 0 ? nothing : html`${m.about.sources}: ${book.sources.map(source)}`}
      </p>
      ${link === null ? nothing : html`<p>${words().again} <a href=${link}>${shortOf(link)}</a></p>`}
    </section>`;
  }
}

/** The first day, or the first and the last with their number. */
function when(dates: readonly string[]): string {
  const [first] = dates;
  const last = dates.at(-1);
  if (first === undefined || last === undefined) return '';
  return dates.length === 1 ? date(first) : words().times(dates.length, date(first), date(last));
}

/** Addresses are links; what else a book names as a source is not. */
function source(text: string, at: number) {
  const before = at === 0 ? '' : '; ';
  return /^https:\/\//u.test(text) ? html`${before}<a href=${text}>${text}</a>` : `${before}${text}`;
}

/** What of a link is worth reading on paper; on a screen the whole is behind it. */
function shortOf(link: string): string {
  const { host, pathname } = new URL(link);
  return host === '' ? words().file : `${host}${pathname}#…`;
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-quote-sheet': QuoteSheet;
  }
}
