import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { withTimes } from '../../edits.ts';
import type { Piece, WayView } from '../../engine/types.ts';
import { w } from '../../messages/what-if.ts';
import { EditEvent } from '../edit-event.ts';
import { controls } from '../field-style.ts';
import { base } from '../theme.ts';
import { Asking } from './asking.ts';
import { amountsOf, axes, chosenAxis, eventsAt, timesAt } from './axis.ts';
import './amounts-table.ts';
import './cost-chart.ts';
import './pieces-list.ts';
import { select } from './select.ts';
import type { Situation } from './situation.ts';
import { status } from './status.ts';
import { whatIfStyle } from './style.ts';
import { waysThatMatter } from './ways.ts';
import { wayKey } from './winner-words.ts';

const POINTS = 50;
const MOST = ['2', '4', '10', '25'] as const;

/** What other amounts of usage cost, and which way of buying wins where. */
@customElement('credit-other-amounts')
export class OtherAmounts extends LitElement {
  static override styles = [base, controls, whatIfStyle];

  @property({ attribute: false }) situation!: Situation;
  /** id of the chosen axis */
  @state() private axis = '';
  /** up to how many times the usage */
  @state() private most: string = '4';
  /** the ways drawn beside the best; null: those that matter */
  @state() private picked: ReadonlySet<string> | null = null;
  @state() private table = false;
  readonly #curve = new Asking(this, 'curve');
  readonly #breakEven = new Asking(this, 'break_even');
  #told: Situation | null = null;

  override willUpdate(): void {
    if (this.situation === this.#told) return;
    if (this.situation.book !== this.#told?.book) [this.axis, this.picked] = ['', null];
    const keep = this.situation.book === this.#told?.book;
    this.#told = this.situation;
    this.#ask(keep);
  }

  #ask(keep: boolean): void {
    const { axis } = chosenAxis(this.situation, this.axis);
    const scaled = { axis, most: this.most };
    void this.#curve.ask(this.situation, { curve: { ...scaled, points: POINTS } }, keep);
    void this.#breakEven.ask(this.situation, { break_even: scaled }, keep);
  }

  override render() {
    const { situation } = this;
    return html`
      <div class="fields screen">
        ${
          axes(situation).length < 2
            ? nothing
            : select('axis', w.axis.choose, axes(situation), this.axis, (id) => {
                this.axis = id;
                this.#ask(false);
              })
        }
        ${select(
          'most',
          w.axis.most,
          MOST.map((id) => ({ id, name: w.axis.mostTimes(id) })),
          this.most,
          (id) => {
            this.most = id;
            this.#ask(false);
          },
        )}
      </div>
      ${this.#states()} ${this.#answer()}
    `;
  }

  #states() {
    const curve = this.#curve.shown?.view;
    const drawn = w.status.workingOf(curve?.points.length ?? 0, POINTS + 1);
    return this.#curve.busy || !this.#breakEven.busy || this.#curve.failed
      ? status(this.#curve, drawn)
      : status(this.#breakEven, w.amounts.exactly);
  }

  #answer() {
    const { shown } = this.#curve;
    if (shown === null) return nothing;
    const { situation, view } = shown;
    const axis = chosenAxis(situation, this.axis);
    const amounts = amountsOf(situation, axis);
    const breakEven = this.#breakEven.shown?.view ?? null;
    const pieces = breakEven?.best ?? [];
    const ways = this.#ways(view.ways, breakEven?.single ?? []);
    return html`
      <credit-cost-chart
        class=${this.#curve.stale ? 'stale' : ''}
        .curve=${view}
        .about=${shown.question}
        .pieces=${pieces}
        .ways=${ways}
        .amounts=${amounts}
        .formats=${situation.formats}
        .months=${situation.quote.months.length}
        .pick=${(picked: ReadonlySet<string>) => {
          this.picked = picked;
        }}
        .use=${(point: number) => {
          const level = view.points[point]?.level;
          if (level !== undefined)
            this.dispatchEvent(
              new EditEvent(withTimes(timesAt(situation, axis, level), eventsAt(axis, level))),
            );
        }}
      ></credit-cost-chart>
      <credit-pieces-list
        .view=${breakEven}
        .amounts=${amounts}
        .formats=${situation.formats}
      ></credit-pieces-list>
      <details
        @toggle=${(event: Event) => {
          this.table = (event.target as HTMLDetailsElement).open;
        }}
      >
        <summary>${w.amounts.table}</summary>
        ${
          this.table
            ? html`<credit-amounts-table
                .curve=${view}
                .ways=${ways}
                .amounts=${amounts}
                .formats=${situation.formats}
              ></credit-amounts-table>`
            : nothing
        }
      </details>
    `;
  }

  /** Places of the ways that are drawn. */
  #ways(ways: readonly WayView[], single: readonly Piece[]): number[] {
    const { picked } = this;
    const points = this.#curve.shown?.view.points ?? [];
    if (picked === null) return waysThatMatter(ways, single, points);
    return ways.flatMap((way, place) => (picked.has(wayKey(way)) ? [place] : []));
  }
}
