import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { compared, sorted } from '../baselines.ts';
import type { Found, Quote } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/en.ts';
import { partsToBuy } from './answer-words.ts';
import './purchase-list.ts';
import { base } from './theme.ts';

/** The answer in half a minute: what to buy, for how much, what is saved, what expires. */
@customElement('credit-headline')
export class Headline extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 1rem;
      }
      .what {
        margin-bottom: 0.375rem;
        font-size: clamp(1.375rem, 1.1rem + 1.4cqi, 1.875rem);
        line-height: 1.2;
        font-weight: 650;
        letter-spacing: -0.015em;
        text-wrap: balance;
      }
      .part {
        display: inline-block;
      }
      .price {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 0 0.75rem;
      }
      .cost {
        color: var(--accent);
        font-size: clamp(2.25rem, 1.8rem + 2.4cqi, 3.25rem);
        line-height: 1.1;
        font-weight: 700;
        letter-spacing: -0.025em;
      }
      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr));
        gap: 1rem 1.5rem;
      }
      dt {
        color: var(--soft);
        font-size: 0.875rem;
      }
      .figure {
        font-size: 1.1875rem;
        font-weight: 650;
        line-height: 1.35;
      }
    `,
  ];

  @property({ attribute: false }) quote!: Quote;
  @property({ attribute: false }) found!: Found;
  @property({ attribute: false }) formats!: Formats;

  override render() {
    const { found, formats: f } = this;
    return html`
      <div>
        <p class="what">${this.#what()}</p>
        <p class="price">
          <span class="cost">${f.money(found.cost)}</span>
          <span class="soft">
            ${m.answer.total(this.quote.months.length)}<br />${m.answer.monthly(f.money(found.monthly_average))}
          </span>
        </p>
      </div>
      <credit-purchase-list .quote=${this.quote} .found=${found} .formats=${f}></credit-purchase-list>
      <dl class="figures">${this.#need()} ${this.#saving()} ${this.#expiry()}</dl>
    `;
  }

  /** Each part stays on one line where it fits. */
  #what() {
    const { named, more } = partsToBuy(this.found);
    if (named.length === 0) return m.answer.nothing;
    return named
      .map((part, at) => html`<span class="part">${at === 0 ? '' : '+ '}${part}</span> `)
      .concat(more === 0 ? [] : html`<span class="part">${m.purchase.more(more)}</span>`);
  }

  #figure(label: string, figure: string, about: readonly string[], loss = false) {
    return html`<div>
      <dt>${label}</dt>
      <dd class="figure ${loss ? 'loss' : ''}">${figure}</dd>
      ${about.map((line) => html`<dd class="soft small">${line}</dd>`)}
    </div>`;
  }

  #need() {
    const f = this.formats;
    const { credits_monthly_average: monthly, credits_total: total } = this.quote;
    return this.#figure(m.answer.need, m.answer.needMonthly(f.aboutCredits(monthly)), [
      m.answer.needTotal(f.roundCredits(total)),
    ]);
  }

  #saving() {
    const f = this.formats;
    const against = compared(this.found.baselines);
    const [first] = against;
    if (first !== undefined) {
      const lines = against.map(({ name, term_months, saving_percent }) =>
        m.answer.saveAgainst(f.percent(saving_percent), m.purchase.term(name, term_months)),
      );
      return this.#figure(m.answer.save, f.money(first.saving), lines);
    }
    const [same] = sorted(this.found.baselines).able;
    const why =
      same === undefined
        ? m.answer.noneAlone
        : m.answer.sameAlone(m.purchase.term(same.name, same.term_months));
    return this.#figure(m.answer.save, m.answer.noSaving, [why]);
  }

  #expiry() {
    const f = this.formats;
    const { expired_credits, expired_value, losses, left_credits } = this.found.expiry;
    const left = left_credits === '0' ? [] : [m.answer.left(f.roundCredits(left_credits))];
    const [first] = losses;
    if (expired_credits === '0' || first === undefined) {
      const about = left.length > 0 ? left : [m.answer.nothingExpiresAbout];
      return this.#figure(m.answer.expires, m.answer.nothingExpires, about);
    }
    const until = m.answer.usableUntil(f.date(first.last_usable), losses.length === 1);
    const lines = [m.answer.worth(f.money(expired_value)), until, ...left];
    return this.#figure(m.answer.expires, f.roundCredits(expired_credits), lines, true);
  }
}
