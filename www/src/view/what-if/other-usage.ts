import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { compare } from '../../decimal.ts';
import type { Fault, Over, RangesView } from '../../engine/types.ts';
import type { Formats } from '../../format.ts';
import { w } from '../../messages/what-if.ts';
import { decimalText } from '../../typed.ts';
import { varied } from '../../varied.ts';
import { controls } from '../field-style.ts';
import '../number-field.ts';
import { base } from '../theme.ts';
import { Asking } from './asking.ts';
import './choices-table.ts';
import { choiceName } from './choice-words.ts';
import { select } from './select.ts';
import type { Situation } from './situation.ts';
import { status } from './status.ts';
import { whatIfStyle } from './style.ts';

type Kind = 'percent' | 'growth' | 'inputs';

const PERCENT = '25';
const GROWTH = { low: '0', high: '5' } as const;

/** What usage costs if it comes lower or higher, and what is regretted least. */
@customElement('credit-other-usage')
export class OtherUsage extends LitElement {
  static override styles = [base, controls, whatIfStyle];

  @property({ attribute: false }) situation!: Situation;
  /** null: the inputs nobody knows, where there are any */
  @state() private kind: Kind | null = null;
  @state() private percent = PERCENT;
  @state() private low: string | null = null;
  @state() private high: string | null = null;
  readonly #asking = new Asking(this, 'ranges');
  #told: Situation | null = null;

  override willUpdate(): void {
    if (this.situation === this.#told) return;
    const keep = this.situation.book === this.#told?.book;
    if (!keep) this.kind = null;
    this.#told = this.situation;
    this.#ask(keep);
  }

  get #kinds(): Kind[] {
    const { book, usage } = this.situation;
    return varied(book, usage).length > 0 ? ['inputs', 'percent', 'growth'] : ['percent', 'growth'];
  }

  get #over(): Kind {
    const [first = 'percent'] = this.#kinds;
    return this.kind !== null && this.#kinds.includes(this.kind) ? this.kind : first;
  }

  /** Growth as typed; otherwise nothing to a little, but never on the wrong side of the usage's own. */
  get #growth(): { low: string; high: string } {
    const own = this.situation.usage.growth ?? '';
    const { low, high } = GROWTH;
    return {
      low: this.low ?? (own.startsWith('-') ? own : low),
      high: this.high ?? (own === '' || own === '0' || own.startsWith('-') ? high : wider(own, high)),
    };
  }

  #ask(keep: boolean): void {
    const { low, high } = this.#growth;
    const overs: Record<Kind, Over> = {
      inputs: 'inputs',
      percent: { percent: { percent: decimalText(this.percent) } },
      growth: { growth: { low: decimalText(low), high: decimalText(high) } },
    };
    void this.#asking.ask(this.situation, { ranges: { over: overs[this.#over] } }, keep);
  }

  override render() {
    const { shown } = this.#asking;
    return html`
      <div class="fields screen">
        ${select(
          'over',
          w.ranges.over,
          this.#kinds.map((id) => ({ id, name: w.ranges.overs[id] })),
          this.#over,
          (id) => {
            this.kind = this.#kinds.find((kind) => kind === id) ?? null;
            this.#ask(false);
          },
        )}
        ${this.#fields()}
      </div>
      ${status(this.#asking, shown === null ? null : progress(shown.view))}
      ${
        shown === null
          ? nothing
          : html`<div class="part ${this.#asking.stale ? 'stale' : ''}">
              ${advice(shown.view, shown.situation.formats)}
              <credit-choices-table
                .view=${shown.view}
                .formats=${shown.situation.formats}
              ></credit-choices-table>
              <p class="soft small">${w.ranges.adapts} ${w.ranges.factors}</p>
            </div>`
      }
    `;
  }

  #fields() {
    const field = (
      id: string,
      label: string,
      unit: string,
      value: string,
      change: (typed: string) => void,
      faults: readonly Fault[] = [],
    ) =>
      html`<credit-number-field
        data-input=${id}
        layout="above"
        .label=${label}
        .unit=${unit}
        .value=${value}
        .faults=${faults}
        .change=${(typed: string) => {
          change(typed);
          this.#ask(true);
        }}
      ></credit-number-field>`;
    if (this.#over === 'percent') {
      return field('percent', w.ranges.percent, w.ranges.percentUnit, this.percent, (typed) => {
        this.percent = typed;
      });
    }
    if (this.#over === 'inputs') return nothing;
    const { low, high } = this.#growth;
    return html`${field('low', w.ranges.low, w.ranges.growthUnit, low, (typed) => {
      this.low = typed;
    })}
    ${field('high', w.ranges.high, w.ranges.growthUnit, high, (typed) => {
      this.high = typed;
    })}`;
  }
}

/** The larger of two growths that are 0 or more. */
function wider(own: string, high: string): string {
  return compare(own, high) > 0 ? own : high;
}

function progress({ scenarios, choices }: RangesView): string {
  const known = scenarios.filter(({ best }) => best !== null).length;
  const costs = choices.flatMap((choice) => choice.costs);
  const done = costs.filter((cost) => cost !== 'waiting').length;
  return costs.length === 0
    ? w.status.working
    : w.status.workingOf(known + done, scenarios.length + costs.length);
}

/** What to take now, in one sentence. */
function advice({ choices, steadiest, done }: RangesView, f: Formats) {
  if (!done) return nothing;
  const choice = steadiest === null ? undefined : choices[steadiest];
  if (choice?.worst_regret == null) return html`<p class="big">${w.ranges.noSteady}</p>`;
  const name = choice.purchases.length === 0 ? null : choiceName(choice.purchases, f);
  const money = choice.worst_regret === '0' ? null : f.money(choice.worst_regret);
  const words =
    name === null
      ? money === null
        ? w.ranges.adviceNothingBest
        : w.ranges.adviceNothing(money)
      : money === null
        ? w.ranges.adviceBest(name)
        : w.ranges.advice(name, money);
  return html`<p class="big">${words}</p>`;
}
