import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BookView } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { base } from './theme.ts';

const LINK = /^(https:\/\/\S+)(.*)$/su;

/** Where the prices come from, as of when, and by which rules they are counted. */
@customElement('credit-about-prices')
export class AboutPrices extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: 1rem;
        color: var(--soft);
        font-size: 0.9375rem;
        max-width: 48rem;
      }
      h3 {
        color: var(--ink);
        margin-bottom: 0.25rem;
      }
      ul {
        list-style: disc;
        padding-inline-start: 1.25rem;
      }
      li {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) book!: BookView;
  @property({ attribute: false }) formats!: Formats;

  override render() {
    const { name, version, as_of, tax_included, about, notes, sources, currencies } = this.book;
    const f = this.formats;
    const versionWords = version === null ? '' : m.about.version(version);
    const paidIn = currencies.length < 2 ? '' : m.about.currencies(currencies.map(({ code }) => code));
    return html`
      <h2 class="unseen">${m.about.title}</h2>
      <p>${m.about.asOf(name, f.date(as_of), tax_included)} ${versionWords} ${paidIn} ${about}</p>
      ${this.#list(
        m.about.credits,
        this.book.credits.flatMap((credit) =>
          credit.worth === null ? [] : [m.about.worth(credit.name, f.price(credit.worth))],
        ),
      )}
      ${this.#list(m.about.notes, notes)} ${this.#list(m.about.rules, m.about.ruleList)}
      ${this.#list(m.about.sources, sources.map(source))}
    `;
  }

  #list(title: string, items: readonly unknown[]) {
    if (items.length === 0) return nothing;
    return html`<div>
      <h3>${title}</h3>
      <ul>
        ${items.map((item) => html`<li>${item}</li>`)}
      </ul>
    </div>`;
  }
}

/** Only plain web addresses become links: a price book is somebody else's text. */
function source(text: string) {
  const [, address, rest] = LINK.exec(text) ?? [];
  if (address === undefined) return text;
  return html`<a href=${address} rel="noopener noreferrer">${address}</a>${rest}`;
}
