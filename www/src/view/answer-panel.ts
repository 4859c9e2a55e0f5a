import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Answer, Fault, Found, Impossible, Quote } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import type { Varied } from '../varied.ts';
import { announcement, needs, proof, rangeWords, winnerWords } from './answer-words.ts';
import { faultWords } from './fault-text.ts';
import { ShowEvent } from './show-event.ts';
import { base } from './theme.ts';
import { waiting } from './waiting-style.ts';
import './balance-charts.ts';
import './headline.ts';

/** Typing pauses this long before the answer is read out. */
const PAUSE_MS = 600;
const PARTS = ['working', 'expiry', 'others', 'months'] as const;

type NoPlan = Exclude<Answer, { found: unknown }>;

/** The answer beside the inputs. */
@customElement('credit-answer-panel')
export class AnswerPanel extends LitElement {
  static override styles = [
    base,
    waiting,
    css`
      :host {
        container-type: inline-size;
      }
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 1rem;
        padding: clamp(1rem, 4cqi, 1.75rem);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--paper);
      }
      h2 {
        color: var(--soft);
        font-size: 1rem;
        font-weight: 550;
        letter-spacing: 0;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0.25rem 1rem;
      }
      .proof {
        display: grid;
      }
      .proof > * {
        grid-area: 1 / 1;
        place-self: center end;
      }
      .waiting > .late {
        position: static;
      }
      @container (max-width: 34rem) {
        .proof {
          flex-basis: 100%;
        }
        .proof > * {
          justify-self: start;
          padding-inline: 0.5rem;
          font-size: 0.8125rem;
        }
      }
      .badge {
        display: inline-block;
        padding: 0.125rem 0.75rem;
        border: 1px solid var(--accent);
        border-radius: 2rem;
        color: var(--accent);
        font-size: 0.875rem;
        font-weight: 550;
      }
      .badge.open {
        border-color: var(--edge);
        color: var(--soft);
      }
      .stale {
        padding: 0.5rem 0.875rem;
        border-inline-start: 4px solid var(--fault);
        background: var(--ground);
      }
      nav {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.5rem;
        margin: -0.5rem;
      }
      .big {
        font-size: 1.375rem;
        font-weight: 650;
        line-height: 1.3;
      }
    `,
  ];

  @property({ attribute: false }) quote: Quote | null = null;
  /** the last complete one; the newest may still be checked and compared */
  @property({ attribute: false }) complete: Quote | null = null;
  /** whether the engine failed, so that nothing more is worked out */
  @property({ type: Boolean }) stopped = false;
  /** inputs of the quote's usage that nobody knows beforehand */
  @property({ attribute: false }) varied: readonly Varied[] = [];
  @property({ attribute: false }) formats!: Formats;
  /** whether the price book sells anything */
  @property({ type: Boolean }) priced = false;
  @property({ attribute: false }) faults: readonly Fault[] = [];
  @state() private announced = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('quote') && !changed.has('faults')) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.announced = this.#announcement();
    }, PAUSE_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render() {
    return html`
      <section aria-labelledby="title">
        <header>
          <h2 id="title" tabindex="-1">${this.#title()}</h2>
          ${this.#badge()}
        </header>
        ${this.faults.length === 0 || this.quote === null ? nothing : html`<p class="stale">${m.answer.stale}</p>`}
        ${this.quote === null ? html`<p class="soft">${m.answer.waiting}</p>` : this.#answer(this.quote)}
      </section>
      <p class="unseen" aria-live="polite">${this.announced}</p>
    `;
  }

  /** Moves to the answer, for those who follow a link to it. */
  show(): void {
    this.scrollIntoView();
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }

  #answer(quote: Quote) {
    if (quote.lines.length === 0) return html`<p class="soft">${m.answer.empty}</p>`;
    const { answer } = quote;
    if ('found' in answer) {
      return html`
        <credit-headline
          .quote=${quote}
          .found=${answer.found}
          .complete=${this.complete}
          ?stopped=${this.stopped}
          .varied=${this.varied}
          .formats=${this.formats}
        ></credit-headline>
        ${this.#winner(quote)}
        <nav class="screen" aria-label=${m.answer.more}>
          ${PARTS.map(
            (part) =>
              html`<button class="plain" @click=${() => this.dispatchEvent(new ShowEvent(part))}>
                ${m.answer.jump[part]}
              </button>`,
          )}
        </nav>
        ${
          answer.found.statement.credits.every(({ events }) => events.length === 0)
            ? html`<p class="soft">${m.chart.none}</p>`
            : html`<credit-balance-charts
                .quote=${quote}
                .found=${answer.found}
                .formats=${this.formats}
              ></credit-balance-charts>`
        }
      `;
    }
    return html`<div>
        <p class="soft">${m.answer.need}</p>
        ${needs(quote, this.formats).map(
          ({ monthly, about }) =>
            html`<p class="big">${monthly}</p>
              ${about.map((line) => html`<p class="soft">${line}</p>`)}`,
        )}
      </div>
      <div>
        ${this.#why(answer)}
        ${
          quote.range === null || !this.priced
            ? nothing
            : html`<p class="soft">${rangeWords(quote.range, this.varied, this.formats)}</p>`
        }
      </div>`;
  }

  /** It names the next best, so it waits for the comparison. */
  #winner(quote: Quote) {
    const isWaiting = quote.stage !== 'complete' && !this.stopped;
    const shown = isWaiting ? this.complete : quote;
    if (shown === null || !('found' in shown.answer)) return nothing;
    return html`<div class=${isWaiting ? 'waiting' : ''}>
      <p class="was small why">${winnerWords(shown, shown.answer.found, this.formats)}</p>
    </div>`;
  }

  #why(answer: NoPlan) {
    if (!this.priced) return html`<p>${m.none.noPrices}</p>`;
    const [title, words] = this.#none(answer);
    return html`<p class="big">${title}</p>
      <p>${words}</p>`;
  }

  #title(): string {
    if (this.quote === null || this.quote.lines.length === 0) return m.answer.title;
    const { answer } = this.quote;
    if (!('found' in answer)) return m.answer.titleNeed;
    // The title does not change before it is known to.
    const found = this.#isChecking() ? this.#settled() : answer.found;
    return found?.proved === true ? m.answer.title : m.answer.titleFound;
  }

  /** Whether something cheaper may still be found. */
  #isChecking(): boolean {
    return this.quote?.stage === 'checking' && !this.stopped;
  }

  /** What was found last time. */
  #settled(): Found | null {
    const answer = this.complete?.answer;
    return answer !== undefined && 'found' in answer ? answer.found : null;
  }

  #badge() {
    if (this.quote === null || this.quote.lines.length === 0 || !('found' in this.quote.answer))
      return nothing;
    const isChecking = this.#isChecking();
    const found = isChecking ? this.#settled() : this.quote.answer.found;
    const badge = (known: Found) =>
      html`<span class="was badge ${known.proved ? '' : 'open'}">
        ${known.proved ? '✓ ' : ''}${proof(known, this.formats)}
      </span>`;
    return html`<div class="proof ${isChecking ? 'waiting' : ''}">
      ${found === null ? nothing : badge(found)}
      ${isChecking ? html`<span class="late badge open">${m.answer.checking}</span>` : nothing}
    </div>`;
  }

  #none(answer: NoPlan): [string, string] {
    if ('impossible' in answer) return [m.none.title, this.#impossible(answer.impossible)];
    return [m.none.ranOutTitle, m.none.ranOut(this.formats.number(String(answer.ran_out.nodes)))];
  }

  #impossible({ code, date, credit, credits }: Impossible): string {
    const f = this.formats;
    if (code === 'feature_needs_plan' || credit === null) return m.none.feature_needs_plan(f.date(date));
    return m.none.nothing_sells_enough(f.date(date), f.credit(credit).exact(credits));
  }

  #announcement(): string {
    const [fault] = this.faults;
    if (fault !== undefined) return m.answer.announceFault(faultWords(fault, null));
    if (this.quote === null || this.quote.lines.length === 0) return '';
    const { answer } = this.quote;
    if ('found' in answer) return announcement(answer.found, this.#isChecking(), this.formats);
    return this.priced ? this.#none(answer).join('. ') : m.none.noPrices;
  }
}
