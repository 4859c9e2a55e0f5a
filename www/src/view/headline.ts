import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { compared, sorted } from '../baselines.ts';
import type { Found, Quote } from '../engine/types.ts';
import { isNone, type Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import type { Varied } from '../varied.ts';
import { baselineName, needs, partsToBuy, rangeWords } from './answer-words.ts';
import './purchase-list.ts';
import { base } from './theme.ts';
import { waiting } from './waiting-style.ts';

/** The answer in half a minute: what to buy, for how much, what is saved, what expires. */
@customElement('credit-headline')
export class Headline extends LitElement {
  static override styles = [
    base,
    waiting,
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
      .range {
        margin-top: 0.375rem;
      }
      .note {
        padding: 0.5rem 0.875rem;
        border-inline-start: 4px solid var(--edge);
        background: var(--ground);
      }
      .note.warn {
        border-color: var(--loss);
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
      dd + .figure {
        margin-top: 0.25rem;
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
  /** the last complete quote, whose comparisons stand until this one's are known */
  @property({ attribute: false }) complete: Quote | null = null;
  /** whether the engine failed, so that they never will be */
  @property({ type: Boolean }) stopped = false;
  @property({ attribute: false }) varied: readonly Varied[] = [];
  @property({ attribute: false }) formats!: Formats;

  override render() {
    const { found, formats: f } = this;
    const { months, book } = this.quote;
    return html`
      <div>
        <p class="what">${this.#what()}</p>
        <p class="price">
          <span class="cost">${f.money(found.cost)}</span>
          <span class="soft">
            ${m.answer.total(months.length, book.tax_included)}<br />${m.answer.monthly(f.money(found.monthly_average))}
          </span>
        </p>
        ${this.#range()}
      </div>
      ${this.#notes()}
      <credit-purchase-list .quote=${this.quote} .found=${found} .formats=${f}></credit-purchase-list>
      <dl class="figures">${this.#need()} ${this.#saving()} ${this.#expiry()}</dl>
    `;
  }

  /** Whether what this is compared with is still being worked out. */
  #isWaiting(): boolean {
    return this.quote.stage !== 'complete';
  }

  #range() {
    const range = (this.#isWaiting() ? this.complete : this.quote)?.range ?? null;
    if (range === null) return nothing;
    return html`<div class=${this.#isWaiting() ? 'waiting' : ''}>
      <p class="was range soft">${rangeWords(range, this.varied, this.formats)}</p>
    </div>`;
  }

  /** Each part stays on one line where it fits. */
  #what() {
    const { named, more } = partsToBuy(this.found);
    if (named.length === 0) return m.answer.nothing;
    return named
      .map((part, at) => html`<span class="part">${at === 0 ? '' : '+ '}${part}</span> `)
      .concat(more === 0 ? [] : html`<span class="part">${m.purchase.more(more)}</span>`);
  }

  /** Use that goes on without credits, or does not. */
  #notes() {
    const { slow, blocked, owed } = this.found;
    const f = this.formats;
    const note = (credits: readonly string[], words: (credits: string) => string, warn: boolean) =>
      isNone(credits)
        ? nothing
        : html`<p class="note ${warn ? 'warn' : ''}">${words(f.credits(credits))}</p>`;
    return [
      note(slow, m.answer.slow, false),
      note(blocked, m.answer.blocked, true),
      note(owed, m.answer.owed, true),
    ];
  }

  #figure(label: string, figures: readonly string[], about: readonly string[], loss = false) {
    return html`<div>${this.#terms(label, figures, about, loss)}</div>`;
  }

  #terms(label: string, figures: readonly string[], about: readonly string[], loss = false) {
    return html`<dt class="was">${label}</dt>
      ${figures.map((figure) => html`<dd class="was figure ${loss ? 'loss' : ''}">${figure}</dd>`)}
      ${about.map((line) => html`<dd class="was soft small">${line}</dd>`)}`;
  }

  #need() {
    return html`<div>
      <dt>${m.answer.need}</dt>
      ${needs(this.quote, this.formats).map(
        ({ monthly, about }) =>
          html`<dd class="figure">${monthly}</dd>
            ${about.map((line) => html`<dd class="soft small">${line}</dd>`)}`,
      )}
    </div>`;
  }

  #saving() {
    if (!this.#isWaiting()) return html`<div>${this.#saved(this.found)}</div>`;
    if (this.stopped) return nothing;
    const answer = this.complete?.answer;
    const before = answer !== undefined && 'found' in answer ? answer.found : null;
    return html`<div class="waiting" aria-busy="true">
      ${
        before === null
          ? html`<dt>${m.answer.save}</dt>
              <dd class="figure">…</dd>
              <dd class="soft small">${m.answer.comparing}</dd>`
          : [this.#saved(before), html`<dd class="late soft small">${m.answer.comparing}</dd>`]
      }
    </div>`;
  }

  #saved({ baselines }: Found) {
    const f = this.formats;
    const against = compared(baselines);
    const [first] = against;
    if (first !== undefined) {
      const lines = against.map((baseline) =>
        m.answer.saveAgainst(f.percent(baseline.saving_percent), baselineName(baseline)),
      );
      return this.#terms(m.answer.save, [f.money(first.saving)], lines);
    }
    const same = sorted(baselines).able.find(({ saving }) => saving === '0');
    const why = same === undefined ? m.answer.noneAlone : m.answer.sameAlone(baselineName(same));
    return this.#terms(m.answer.save, [m.answer.noSaving], [why]);
  }

  #expiry() {
    const f = this.formats;
    const { expired_credits, expired_value, losses, left_credits } = this.found.expiry;
    const left = isNone(left_credits) ? [] : [m.answer.left(f.credits(left_credits))];
    const [first] = losses;
    if (isNone(expired_credits) || first === undefined) {
      const about = left.length > 0 ? left : [m.answer.nothingExpiresAbout];
      return this.#figure(m.answer.expires, [m.answer.nothingExpires], about);
    }
    const until = m.answer.usableUntil(f.date(first.last_usable), losses.length === 1);
    const free = expired_value === '0';
    const worth = free ? m.answer.wereFree : m.answer.worth(f.money(expired_value));
    const figures = f.types.flatMap(({ round }, at) => {
      const credits = expired_credits[at] ?? '0';
      return credits === '0' ? [] : [round(credits)];
    });
    return this.#figure(m.answer.expires, figures, [worth, until, ...left], !free);
  }
}
