import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { dayAt, layout, middleOf, type Layout, type Mark } from '../chart-layout.ts';
import type { Quote } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { dayAfter } from '../geometry.ts';
import type { Ledger } from '../ledgers.ts';
import { m } from '../messages/page.ts';
import { chartStyle } from './chart-style.ts';
import './events-table.ts';
import { base } from './theme.ts';
import { Width } from './width.ts';

/** One credit type's balance over time, with grants, use and expiry; the same numbers as a table below. */
@customElement('credit-balance-chart')
export class BalanceChart extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
    `,
    chartStyle,
  ];

  @property({ attribute: false }) quote!: Quote;
  @property({ attribute: false }) ledger!: Ledger;
  @property() heading = m.chart.title;
  @property({ attribute: false }) formats!: Formats;
  readonly #width = new Width(this);
  @state() private day: number | null = null;
  /** whether the table is open; it may be long */
  @state() private table = false;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('ledger')) this.day = null;
  }

  override render() {
    const drawn = layout(this.ledger, this.quote.start, this.#width.px, this.formats.number);
    return html`
      <figure>
        <figcaption>
          <h3>${this.heading}</h3>
          <p class="soft small screen">${this.#readout()}</p>
        </figcaption>
        ${this.#width.px === 0 ? nothing : this.#draw(drawn)} ${this.#legend(drawn.dense)}
      </figure>
      <details class="screen" @toggle=${this.#toggled}>
        <summary>${m.chart.table}</summary>
        ${
          this.table
            ? html`<credit-events-table
                .events=${this.ledger.events}
                .heading=${this.heading}
                .formats=${this.formats}
              ></credit-events-table>`
            : nothing
        }
      </details>
    `;
  }

  readonly #toggled = (event: Event) => {
    this.table = (event.target as HTMLDetailsElement).open;
  };

  #draw(drawn: Layout) {
    const f = this.formats;
    const move = (event: PointerEvent) => {
      this.day = dayAt(drawn, event.offsetX);
    };
    const leave = () => {
      this.day = null;
    };
    return html`<svg
      role="img"
      aria-labelledby="title desc"
      width=${drawn.width}
      height=${drawn.height}
      viewBox="0 0 ${drawn.width} ${drawn.height}"
      @pointermove=${move}
      @pointerdown=${move}
      @pointerleave=${leave}
    >
      <title id="title">${this.heading}</title>
      <desc id="desc">
        ${m.chart.desc(f.date(this.quote.start), f.date(this.#lastDay()), this.#count('grant'), this.#count('loss'))}
      </desc>
      ${this.#axes(drawn)}
      <path class="area" d=${drawn.area}></path>
      <path class="line" d=${drawn.line}></path>
      ${drawn.grants.map(({ x }) => svg`<path class="grant" d=${`M${x - 4},${drawn.bottom + 11}h8l-4,-7z`}></path>`)}
      ${drawn.losses.map((mark) => this.#loss(mark))} ${this.#bars(drawn)} ${this.#cursor(drawn)}
    </svg>`;
  }

  #count(kind: 'grant' | 'loss'): number {
    return this.ledger.events.filter((event) => event.kind === kind).length;
  }

  #lastDay(): string {
    return dayAfter(this.quote.end, -1);
  }

  #axes({ left, right, bottom, balances, months }: Layout) {
    const f = this.formats;
    let year = '';
    return svg`
      ${balances.map(
        ({ at, value }) => svg`
          <line class="grid" x1=${left} x2=${right} y1=${at} y2=${at}></line>
          <text class="end" x=${left - 8} y=${at + 4}>${f.number(value)}</text>`,
      )}
      ${months.map(({ at, value }) => {
        const newYear = value.slice(0, 4) === year ? '' : value.slice(0, 4);
        year = value.slice(0, 4);
        return svg`
          <line class="tick" x1=${at} x2=${at} y1=${bottom} y2=${bottom + 4}></line>
          <text x=${at} y=${bottom + 28}>${f.monthName(value)}</text>
          <text class="year" x=${at} y=${bottom + 44}>${newYear}</text>`;
      })}`;
  }

  #loss({ x, top, bottom }: Mark) {
    return svg`
      <line class="loss-line" x1=${x} x2=${x} y1=${top} y2=${bottom}></line>
      <path class="loss-mark" d=${`M${x - 5},${top - 9}h10l-5,8z`}></path>`;
  }

  #bars({ bars, barsTop, barsBottom, left }: Layout) {
    return svg`
      <text x=${left} y=${barsTop - 6}>${m.chart.used}</text>
      ${bars.map(
        ({ x, width, used, slow, charged }) => svg`
          <rect class="used" x=${x} width=${width} y=${barsBottom - used} height=${used}></rect>
          <rect class="slow" x=${x} width=${width} y=${barsBottom - used - slow} height=${slow}></rect>
          <rect
            class="charged"
            x=${x}
            width=${width}
            y=${barsBottom - used - slow - charged}
            height=${charged}
          ></rect>`,
      )}`;
  }

  #cursor(drawn: Layout) {
    if (this.day === null) return nothing;
    const x = middleOf(drawn, this.day);
    return svg`<line class="cursor" x1=${x} x2=${x} y1=${drawn.top} y2=${drawn.bottom}></line>`;
  }

  #readout(): string {
    const day = this.day ?? 0;
    const balance = this.ledger.daily_balance[day];
    if (this.day === null || balance === undefined) return m.chart.hint;
    const f = this.formats;
    return m.chart.readout(
      f.date(dayAfter(this.quote.start, day)),
      f.credit(this.ledger.credit).round(balance),
    );
  }

  #legend(dense: boolean) {
    const { events, months } = this.ledger;
    const has = (kind: 'grant' | 'loss') => !dense && events.some((event) => event.kind === kind);
    const charged = months.some((month) => month.charged !== '0');
    const slow = months.some((month) => month.slow !== '0');
    return html`<ul class="legend small soft" aria-hidden="true">
      <li><span class="key balance"></span>${m.chart.balance}</li>
      <li ?hidden=${!has('grant')}><span class="grant-text">▲</span>${m.chart.received}</li>
      <li ?hidden=${!has('loss')}><span class="loss">▼</span>${m.chart.expired}</li>
      <li ?hidden=${!slow}><span class="key slow-key"></span>${m.chart.slow}</li>
      <li ?hidden=${!charged}><span class="key charged-key"></span>${m.chart.beyond}</li>
      <li ?hidden=${!dense}>${m.chart.dense}</li>
    </ul>`;
  }
}
