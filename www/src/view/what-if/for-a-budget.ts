import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { product } from '../../decimal.ts';
import { withTimes } from '../../edits.ts';
import type { BudgetPer, BudgetView, Fault, Level } from '../../engine/types.ts';
import { roundAbove } from '../../geometry.ts';
import { w } from '../../messages/what-if.ts';
import { decimalText, isNothing } from '../../typed.ts';
import { mix } from '../answer-words.ts';
import '../choice-field.ts';
import { EditEvent } from '../edit-event.ts';
import { controls } from '../field-style.ts';
import '../number-field.ts';
import { tables } from '../table-style.ts';
import { base } from '../theme.ts';
import { Asking, type Shown } from './asking.ts';
import { amountsOf, axes, chosenAxis, eventsAt, type Amounts } from './axis.ts';
import { select } from './select.ts';
import type { Situation } from './situation.ts';
import { status } from './status.ts';
import { whatIfStyle } from './style.ts';

const PERS = ['month', 'horizon'] as const satisfies readonly BudgetPer[];
const SMALLEST = 10;

/** How much usage a budget covers. */
@customElement('credit-for-a-budget')
export class ForABudget extends LitElement {
  static override styles = [
    base,
    controls,
    tables,
    whatIfStyle,
    css`
      .facts {
        display: grid;
        grid-template-columns: max-content minmax(0, 1fr);
        gap: 0.25rem 1rem;
      }
      dt {
        color: var(--soft);
      }
      table {
        max-width: 34rem;
      }
    `,
  ];

  @property({ attribute: false }) situation!: Situation;
  /** as typed; null: a suggestion */
  @state() private typed: string | null = null;
  @state() private per: BudgetPer = 'month';
  @state() private axis = '';
  readonly #asking = new Asking(this, 'budget');
  #told: Situation | null = null;
  #suggested = '';

  override willUpdate(): void {
    if (this.situation === this.#told) return;
    const keep = this.situation.book === this.#told?.book;
    if (!keep) [this.typed, this.axis, this.#suggested] = [null, '', ''];
    this.#told = this.situation;
    this.#ask(keep);
  }

  /** What is typed, or a round amount somewhat above what the usage costs, which then stays. */
  get #amount(): string {
    if (this.typed !== null) return this.typed;
    const { answer } = this.situation.quote;
    this.#suggested ||= roundAbove('found' in answer ? answer.found.monthly_average : '0', SMALLEST);
    return this.#suggested;
  }

  #ask(keep: boolean): void {
    const amount = decimalText(this.#amount);
    if (isNothing(amount)) {
      this.#asking.stop();
      this.#asking.shown = null;
      return;
    }
    const { axis } = chosenAxis(this.situation, this.axis);
    void this.#asking.ask(this.situation, { budget: { amount, per: this.per, axis } }, keep);
  }

  override render() {
    const { situation } = this;
    const currency = situation.quote.book.currency;
    const { axis: all } = this;
    const own = this.#asking.faults.filter(({ path }) => path.endsWith('budget.amount'));
    const others: readonly Fault[] = this.#asking.faults.filter((fault) => !own.includes(fault));
    return html`
      <div class="fields screen">
        <credit-number-field
          data-input="budget"
          layout="above"
          .label=${w.budget.amount}
          .unit=${currency}
          .value=${this.#amount}
          .faults=${own}
          .change=${(typed: string) => {
            this.typed = typed;
            this.#ask(true);
          }}
        ></credit-number-field>
        ${select(
          'per',
          w.budget.per,
          PERS.map((id) => ({ id, name: w.budget.pers[id] })),
          this.per,
          (id) => {
            this.per = id === 'horizon' ? 'horizon' : 'month';
            this.#ask(true);
          },
        )}
        ${
          axes(situation).length < 2
            ? nothing
            : select('axis', w.axis.choose, axes(situation), all, (id) => {
                this.axis = id;
                this.#ask(false);
              })
        }
      </div>
      ${
        isNothing(this.#amount)
          ? html`<p class="soft">${w.budget.ask}</p>`
          : own.length > 0 && others.length === 0 && !this.#asking.busy
            ? nothing
            : status(this.#asking)
      }
      ${this.#asking.shown === null ? nothing : this.#answer(this.#asking.shown)}
    `;
  }

  #answer(shown: Shown<'budget'>) {
    const { situation, view, question } = shown;
    const { formats: f } = situation;
    const amounts = amountsOf(situation, chosenAxis(situation, this.axis));
    const asked = typeof question === 'object' && 'budget' in question ? question.budget : null;
    const monthly = asked?.per === 'month';
    const months = situation.quote.months.length;
    const budget = monthly
      ? w.budget.aMonth(f.money(asked.amount))
      : w.budget.inMonths(f.money(view.budget), months);
    const { most, cost, left } = view;
    const stale = this.#asking.stale ? 'stale' : '';
    if (most === null)
      return html`<p class="big ${stale}">${view.done ? w.budget.none(budget) : nothing}</p>`;
    return html`<div class="part ${stale}">
      <p class="big">
        ${
          view.done
            ? w.budget.covers(
                budget,
                amounts.words(most),
                most.factor === null || amounts.unit === w.axis.factor ? null : f.round(most.factor),
              )
            : w.budget.coversSo(budget, amounts.words(most))
        }
      </p>
      ${
        cost.cost === null || !view.done
          ? nothing
          : html`<dl class="facts">
              <dt>${w.budget.how}</dt>
              <dd>${mix(view.offers) || w.winner.nothing}</dd>
              <dt>${w.budget.costs}</dt>
              <dd>${w.money.total(f.money(cost.cost), months)}</dd>
              <dt>${w.budget.left}</dt>
              <dd>${left === null || left === '0' ? w.budget.nothingLeft : f.money(left)}</dd>
            </dl>`
      }
      ${view.done ? this.#limits(view, amounts, situation) : nothing}
      ${monthly ? html`<p class="soft small">${w.budget.monthly}</p>` : nothing}
      ${view.done ? this.#uses(view, most, situation) : nothing}
    </div>`;
  }

  #limits({ limit, one_more, exact, at_most }: BudgetView, amounts: Amounts, { formats }: Situation) {
    const words = w.budget.limits[limit];
    const next = limit === 'budget' && one_more?.cost != null && exact ? formats.money(one_more.cost) : null;
    return html`
      ${words === '' ? nothing : html`<p>${words}</p>`}
      ${next === null ? nothing : html`<p class="soft small">${w.budget.oneMore(next)}</p>`}
      ${
        exact || limit === 'numbers'
          ? nothing
          : html`<p class="soft small">
              ${w.budget.notExact(at_most === null ? null : amounts.words(at_most))}
            </p>`
      }
    `;
  }

  #uses({ times }: BudgetView, most: Level, situation: Situation) {
    const { book, usage, formats: f } = situation;
    const events = eventsAt(chosenAxis(situation, this.axis), most);
    const name = (id: string) => book.features.find((feature) => feature.id === id)?.name ?? id;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${w.budget.uses}>
        <table>
          <caption>
            ${w.budget.uses}
          </caption>
          <thead>
            <tr>
              <th scope="col">${w.budget.feature}</th>
              <th scope="col" class="number">${w.budget.now}</th>
              <th scope="col" class="number">${w.budget.then}</th>
            </tr>
          </thead>
          <tbody>
            ${usage.lines.map(
              (line, index) =>
                html`<tr>
                  <th scope="row">${name(line.feature)}</th>
                  <td class="number">${w.budget.times(f.number(line.times), line)}</td>
                  <td class="number">${w.budget.times(f.round(times[index] ?? line.times), line)}</td>
                </tr>`,
            )}
            ${
              usage.measured === undefined
                ? nothing
                : html`<tr>
                    <th scope="row">${usage.measured.name}</th>
                    <td class="number">${w.budget.events(f.round(usage.measured.times ?? '1'))}</td>
                    <td class="number">
                      ${w.budget.events(f.round(product(usage.measured.times ?? '1', events ?? '1')))}
                    </td>
                  </tr>`
            }
          </tbody>
        </table>
      </div>
      <p class="row screen">
        <button
          @click=${() => {
            this.dispatchEvent(new EditEvent(withTimes(times, events)));
          }}
        >
          ${w.budget.use}
        </button>
      </p>`;
  }
}
