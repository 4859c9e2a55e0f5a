import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BookView, RulesView } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { r } from '../messages/rules.ts';
import './rules-counting.ts';
import { monthRules, orderRules, priorities } from './rules-general.ts';
import { atZero, buying, credits, expiry, prices } from './rules-offer.ts';
import { readingOf, type Reading, type Said } from './rules-reading.ts';
import { rulesStyle } from './rules-style.ts';
import { base } from './theme.ts';

/** The rules of a price book, part by part. */
@customElement('credit-rules-body')
export class RulesBody extends LitElement {
  static override styles = [
    base,
    rulesStyle,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 1.75rem;
      }
    `,
  ];

  @property({ attribute: false }) book!: BookView;
  @property({ attribute: false }) rules!: RulesView;
  @property({ attribute: false }) formats!: Formats;

  override render() {
    const reading = readingOf(this.book, this.rules, this.formats);
    const { parts } = r;
    const sells = this.rules.offers.length > 0;
    return html`
      ${this.#part(
        'counting',
        parts.counting,
        html`<credit-rules-counting .reading=${reading}></credit-rules-counting>`,
      )}
      ${this.#part('buying', parts.buying, sells ? this.#buying(reading) : html`<p>${r.nothingOnSale}</p>`)}
      ${sells ? this.#part('expiry', parts.expiry, this.#said(expiry(reading), r.grantsNothing)) : nothing}
      ${sells ? this.#part('order', parts.order, this.#order(reading)) : nothing}
      ${sells ? this.#part('zero', parts.zero, this.#zero(reading)) : nothing}
      ${this.#part('months', parts.months, list(monthRules(reading)))}
    `;
  }

  #part(id: string, title: string, content: unknown) {
    return html`<section data-part=${id} aria-labelledby=${id}>
      <h3 id=${id}>${title}</h3>
      ${content}
    </section>`;
  }

  #buying(reading: Reading) {
    const { offers, name, price } = { ...r.offers, offers: this.rules.offers };
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${r.offers.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">${name}</th>
              <th scope="col">${price}</th>
              <th scope="col">${r.offers.credits}</th>
            </tr>
          </thead>
          <tbody>
            ${offers.map(
              (offer, at) =>
                html`<tr>
                  <th scope="row">
                    ${offer.name}
                    <small>${m.about.kinds[this.book.offers[at]?.kind ?? 'pack']}</small>
                    ${offer.about === null || offer.about === this.rules.offers[at - 1]?.about ? nothing : html`<small>${offer.about}</small>`}
                  </th>
                  <td>${lines(prices(offer, reading))}</td>
                  <td>${lines(credits(offer, reading))}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${this.#said(buying(reading), null)}
      ${offers.some(({ kind }) => 'plan' in kind) ? html`<p>${r.planTerm}</p>` : nothing}`;
  }

  #said(all: readonly Said[], none: string | null) {
    if (all.length === 0) return none === null ? nothing : html`<p>${none}</p>`;
    return html`<dl>
      ${all.map(
        ({ names, sentences }) =>
          html`<div>
            <dt>${names}</dt>
            ${sentences.map((sentence) => html`<dd>${sentence}</dd>`)}
          </div>`,
      )}
    </dl>`;
  }

  #order(reading: Reading) {
    const { criteria, further } = orderRules(reading);
    const ranks = priorities(reading);
    return html`<p>${r.order.intro}</p>
      <ol>
        ${criteria.map((words) => html`<li>${words}</li>`)}
      </ol>
      ${
        ranks.length > 1
          ? html`<h4>${r.order.priorities}</h4>
              <ol>
                ${ranks.map((names) => html`<li>${names}</li>`)}
              </ol>`
          : nothing
      }
      ${list(further)}`;
  }

  #zero(reading: Reading) {
    return html`${this.#said(atZero(reading), null)}
      <p>${r.zero.planner}</p>`;
  }
}

function list(sentences: readonly string[]) {
  return html`<ul>
    ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
  </ul>`;
}

function lines(all: readonly string[]) {
  return all.length === 0 ? r.none : all.map((line) => html`<span class="line">${line}</span>`);
}
