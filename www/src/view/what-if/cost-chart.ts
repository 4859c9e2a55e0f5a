import { LitElement, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { CurvePoint, CurveView, Level, Piece } from '../../engine/types.ts';
import type { Formats } from '../../format.ts';
import { w } from '../../messages/what-if.ts';
import { baselineName, mix } from '../answer-words.ts';
import { chartStyle } from '../chart-style.ts';
import { base } from '../theme.ts';
import { Width } from '../width.ts';
import type { Amounts } from './axis.ts';
import { costChartStyle } from './cost-chart-style.ts';
import { costLayout, nearestSpot, type CostLayout } from './cost-layout.ts';
import { stepTo } from './marker-keys.ts';
import { pieceAt, wayKey, winnerName } from './winner-words.ts';

/** Characters that fit into so many pixels of the strip. */
const CHARACTER = 7.2;

/** The least cost over usage, single ways beside it, which way wins along the bottom, and a marker to read it by. */
@customElement('credit-cost-chart')
export class CostChart extends LitElement {
  static override styles = [base, chartStyle, costChartStyle];

  @property({ attribute: false }) curve!: CurveView;
  /** what the curve is about: the marker goes back to the entered usage when that is something else */
  @property({ attribute: false }) about: unknown = null;
  @property({ attribute: false }) pieces: readonly Piece[] = [];
  /** places of the ways that are drawn */
  @property({ attribute: false }) ways: readonly number[] = [];
  @property({ attribute: false }) amounts!: Amounts;
  @property({ attribute: false }) formats!: Formats;
  /** months of the horizon */
  @property({ attribute: false }) months = 12;
  /** takes the keys of the ways to draw */
  @property({ attribute: false }) pick: (keys: ReadonlySet<string>) => void = () => undefined;
  /** takes over the amount of a point */
  @property({ attribute: false }) use: (point: number) => void = () => undefined;
  readonly #width = new Width(this);
  /** where the marker was moved to; null: the entered usage */
  @state() private moved: Level | null = null;
  @state() private dragging = false;
  #layout: CostLayout | null = null;

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('about')) this.moved = null;
  }

  #index(level: Level): number {
    return this.curve.points.findIndex(
      (point) => point.level.factor === level.factor && point.level.uses === level.uses,
    );
  }

  get #entered(): number {
    return this.curve.points.findIndex(({ entered }) => entered);
  }

  /** Place of the point the marker stands at. */
  get #at(): number {
    return this.moved === null ? this.#entered : this.#index(this.moved);
  }

  override render() {
    const { curve, amounts, formats } = this;
    const drawn = (this.#layout =
      this.#width.px === 0
        ? null
        : costLayout(curve, this.pieces, this.ways, amounts, this.#width.px, formats));
    return html`
      <figure>
        <div class="stage" ?data-dragging=${this.dragging}>
          ${drawn === null ? nothing : html`${this.#draw(drawn)} ${this.#marker(drawn)}`}
        </div>
        ${this.#readout()} ${this.#legend()}
      </figure>
    `;
  }

  #draw(drawn: CostLayout) {
    const { amounts } = this;
    const [first, last] = [this.curve.points.at(0), this.curve.points.at(-1)];
    return html`<svg
      role="img"
      aria-labelledby="title desc"
      width=${drawn.width}
      height=${drawn.height}
      viewBox="0 0 ${drawn.width} ${drawn.height}"
      @pointerdown=${this.#grab}
      @pointermove=${this.#drag}
      @pointerup=${this.#drop}
      @pointercancel=${this.#drop}
    >
      <title id="title">${w.amounts.title}</title>
      <desc id="desc">
        ${first === undefined || last === undefined ? '' : w.amounts.desc(amounts.words(first.level), amounts.words(last.level))}
      </desc>
      <clipPath id="plot">
        <rect
          x=${drawn.left}
          width=${Math.max(drawn.right - drawn.left, 0)}
          y=${drawn.top}
          height=${drawn.bottom - drawn.top}
        ></rect>
      </clipPath>
      ${this.#axes(drawn)} ${this.#strip(drawn)}
      <path class="open" d=${drawn.open}></path>
      <g clip-path="url(#plot)">
        ${drawn.ways.map(({ path }, index) => svg`<path class="way way-${index % 6}" d=${path}></path>`)}
      </g>
      <path class="best" d=${drawn.best}></path>
      ${drawn.ways.map(({ label }, index) =>
        label === null
          ? nothing
          : svg`<circle class="way-dot way-${index % 6}" cx=${label.x} cy=${label.y} r="8.5"></circle>
              <text class="way-number" x=${label.x} y=${label.y + 4}>${index + 1}</text>`,
      )}
    </svg>`;
  }

  #axes({ left, right, top, bottom, stripBottom, costs, amounts }: CostLayout) {
    const f = this.formats;
    return svg`
      ${costs.map(
        ({ at, value }) => svg`
          <line class="grid" x1=${left} x2=${right} y1=${at} y2=${at}></line>
          <text class="end" x=${left - 8} y=${at + 4}>${f.moneyTick(value)}</text>`,
      )}
      ${amounts.map(
        ({ at, value }) => svg`
          <line class="tick" x1=${at} x2=${at} y1=${stripBottom} y2=${stripBottom + 4}></line>
          <text class="middle" x=${at} y=${stripBottom + 19}>${f.number(value)}</text>`,
      )}
      <text class="end" x=${right} y=${stripBottom + 38}>${this.amounts.unit}</text>
      <line class="tick" x1=${left} x2=${left} y1=${top} y2=${bottom}></line>`;
  }

  #strip({ stripes, stripTop, stripBottom, top }: CostLayout) {
    const middle = (stripTop + stripBottom) / 2;
    const here = this.#piece();
    return stripes.map(({ x, width }, index) => {
      const piece = this.pieces[index];
      if (piece === undefined) return nothing;
      const name = winnerName(piece.winner);
      const fits = Math.floor((width - 10) / CHARACTER);
      const short = name.length <= fits ? name : fits > 5 ? `${name.slice(0, fits - 1)}…` : '';
      const kind = index === here ? 'here' : index % 2 === 0 ? 'even' : 'odd';
      return svg`
        ${index === 0 ? nothing : svg`<line class="switch" x1=${x} x2=${x} y1=${top} y2=${stripBottom}></line>`}
        <rect class="stripe ${kind}" x=${x} width=${width} y=${stripTop} height=${stripBottom - stripTop}>
          <title>${name}</title>
        </rect>
        <text class="stripe-text ${kind}" x=${x + width / 2} y=${middle + 4}>${short}</text>`;
    });
  }

  #piece(): number {
    const point = this.curve.points[this.#at];
    return point === undefined ? -1 : pieceAt(this.pieces, this.amounts.position(point.level), this.amounts);
  }

  #marker(drawn: CostLayout) {
    const at = this.#at;
    const spot = drawn.spots[at];
    const point = this.curve.points[at];
    if (spot === undefined || point === undefined) return nothing;
    const home = drawn.spots[this.#entered];
    const y = spot.y ?? drawn.bottom;
    const half = drawn.width / 2;
    return html`<svg
      class="over"
      width=${drawn.width}
      height=${drawn.height}
      viewBox="0 0 ${drawn.width} ${drawn.height}"
    >
      ${
        this.moved === null || home === undefined
          ? nothing
          : svg`<circle class="home" cx=${home.x} cy=${home.y ?? drawn.bottom} r="4"></circle>`
      }
      <text class="here-text ${spot.x > half ? 'end' : ''}" x=${spot.x + (spot.x > half ? 6 : -6)} y="14">
        ${this.moved === null ? w.amounts.here : this.amounts.words(point.level)}
      </text>
      <g
        role="slider"
        tabindex="0"
        aria-label=${w.amounts.slider}
        aria-valuemin="0"
        aria-valuemax=${this.curve.points.length - 1}
        aria-valuenow=${at}
        aria-valuetext=${this.#spoken(point)}
        @keydown=${this.#key}
        @pointerdown=${this.#grab}
        @pointermove=${this.#drag}
        @pointerup=${this.#drop}
        @pointercancel=${this.#drop}
      >
        <rect class="grip" x=${spot.x - 22} width="44" y="18" height=${drawn.stripBottom - 18}></rect>
        <line class="marker" x1=${spot.x} x2=${spot.x} y1="18" y2=${drawn.stripBottom}></line>
        <circle class="handle" cx=${spot.x} cy=${y} r="8"></circle>
      </g>
    </svg>`;
  }

  #spoken(point: CurvePoint): string {
    const words = w.amounts.spoken(
      this.amounts.words(point.level),
      this.#cost(point) ?? w.amounts.none,
      this.#what(point),
    );
    return point.entered ? w.amounts.spokenHere(words) : words;
  }

  #cost({ best: { cost } }: CurvePoint): string | null {
    return cost === null ? null : w.amounts.pays(this.formats.money(cost), this.months);
  }

  #what({ offers, best }: CurvePoint): string {
    if (best.cost === null) return best.proved ? w.amounts.none : w.amounts.unknown;
    return mix(offers) || w.winner.nothing;
  }

  #readout() {
    const at = this.#at;
    const point = this.curve.points[at];
    if (point === undefined) return html`<div class="readout"></div>`;
    const f = this.formats;
    const words = this.amounts.words(point.level);
    const { cost, lower_bound, proved } = point.best;
    return html`<div class="readout">
      <div class="words">
        <p class="soft small">${point.entered ? w.amounts.readHere(words) : w.amounts.read(words)}</p>
        <p class="what">${this.#cost(point) ?? this.#what(point)}</p>
        <p>${cost === null ? nothing : this.#what(point)}</p>
        <p class="soft small">
          ${proved || lower_bound === null || cost === null ? nothing : w.amounts.between(f.money(lower_bound))}
        </p>
      </div>
      <p class="row screen">
        ${
          this.moved === null
            ? html`<span class="soft small hint">${w.amounts.hint}</span>`
            : html`<button
                  @click=${() => {
                    this.use(at);
                  }}
                >
                  ${w.amounts.use}</button
                ><button class="plain" @click=${this.#back}>${w.amounts.back}</button>`
        }
      </p>
    </div>`;
  }

  readonly #back = () => {
    this.moved = null;
    this.renderRoot.querySelector<SVGGElement>('[role=slider]')?.focus();
  };

  #legend() {
    const { ways } = this.curve;
    const box = (place: number) => {
      const way = ways[place];
      if (way === undefined) return nothing;
      const nth = this.ways.indexOf(place);
      return html`<li>
        <label>
          <input
            type="checkbox"
            .checked=${nth >= 0}
            @change=${() => {
              this.#toggle(place);
            }}
          />
          ${nth < 0 ? nothing : html`<span class="key way-key way-${nth % 6}">${nth + 1}</span>`}
          ${baselineName(way)}
        </label>
      </li>`;
    };
    const rest = ways.flatMap((_, place) => (this.ways.includes(place) ? [] : [place]));
    return html`<div class="ways">
      <p class="small">
        <span class="key best-key" aria-hidden="true"></span>${w.amounts.best}
        ${
          this.curve.points.every(({ best }) => best.proved)
            ? nothing
            : html`<span class="key open-key" aria-hidden="true"></span>${w.amounts.open}`
        }
      </p>
      <fieldset>
        <legend class="small soft">${w.amounts.ways}</legend>
        <ul class="legend small">
          ${this.ways.map(box)}
        </ul>
        ${
          rest.length === 0
            ? nothing
            : html`<details class="screen">
                <summary>${w.amounts.waysMore(rest.length)}</summary>
                <ul class="legend small">
                  ${rest.map(box)}
                </ul>
              </details>`
        }
      </fieldset>
    </div>`;
  }

  #toggle(place: number): void {
    const places = this.ways.includes(place)
      ? this.ways.filter((other) => other !== place)
      : [...this.ways, place];
    this.pick(new Set(places.flatMap((other) => this.curve.ways.slice(other, other + 1).map(wayKey))));
  }

  #moveTo(point: number): void {
    const found = this.curve.points[point];
    if (found === undefined) return;
    this.moved = found.entered ? null : found.level;
  }

  readonly #grab = (event: PointerEvent) => {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.dragging = true;
    this.renderRoot.querySelector<SVGGElement>('[role=slider]')?.focus({ preventScroll: true });
    this.#follow(event);
    event.preventDefault();
  };

  readonly #drag = (event: PointerEvent) => {
    if (this.dragging) this.#follow(event);
  };

  readonly #drop = () => {
    this.dragging = false;
  };

  #follow(event: PointerEvent): void {
    const stage = this.renderRoot.querySelector('.stage');
    if (this.#layout === null || stage === null) return;
    this.#moveTo(nearestSpot(this.#layout, event.clientX - stage.getBoundingClientRect().left));
  }

  readonly #key = (event: KeyboardEvent) => {
    const next = stepTo(event.key, this.#at, this.curve.points.length);
    if (next === null) return;
    event.preventDefault();
    this.#moveTo(next);
  };
}
