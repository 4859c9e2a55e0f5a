import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { date, formatsOf, isNone, type Formats } from '../format.ts';
import { follow } from '../messages/language.ts';
import { m } from '../messages/page.ts';
import type { Desk } from '../take/desk.ts';
import { Scenarios } from '../take/scenarios.ts';
import { proof, whatToBuy } from '../view/answer-words.ts';
import { controls } from '../view/field-style.ts';
import { fileButton } from '../view/file-button-style.ts';
import { base } from '../view/theme.ts';
import { Answers } from './answers.ts';
import {
  MOST_COLUMNS,
  isAnswer,
  type Answer,
  type Column,
  type Now,
  type Result,
  type Source,
} from './column.ts';
import { columnsStyle } from './columns-style.ts';
import { cheapest, difference, unlike, type Cheapest } from './figures.ts';

/** The columns, and what may be added to them. */
@customElement('credit-compare-columns')
export class CompareColumns extends LitElement {
  static override styles = [base, controls, fileButton, columnsStyle];

  @property({ attribute: false }) desk: Desk | null = null;
  /** whether it is in view; nothing is asked while it is not */
  @property({ attribute: false }) active = false;
  @state() private columns: readonly Column[] = [{ key: 0, source: { kind: 'now' } }];
  @state() private said = '';
  @query('select') private readonly select!: HTMLSelectElement;
  #lastKey = 0;
  #now: Now | null = null;
  #isListening = false;
  #unfollow: (() => void) | null = null;
  readonly #scenarios = new Scenarios();
  readonly #answers = new Answers(() => {
    this.requestUpdate();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    // What is said of a column is put into words with its answer.
    this.#unfollow ??= follow(() => {
      if (this.hasUpdated) this.#ask();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unfollow?.();
    this.#unfollow = null;
    this.#answers.stop();
  }

  override willUpdate(changed: ReadonlyMap<PropertyKey, unknown>): void {
    if (this.desk !== null && !this.#isListening) {
      this.#isListening = true;
      this.desk.listen(() => {
        this.#ask();
        this.requestUpdate();
      });
    }
    if (changed.has('active') || changed.has('columns')) this.#ask();
  }

  /** Begins when the page's own answer is complete, so that it never waits for these. */
  #ask(): void {
    const { desk } = this;
    if (desk === null || !this.active || !this.isConnected) {
      this.#answers.pause();
      return;
    }
    const { book, quote, answered, isFresh } = desk;
    if (!isFresh || book === null || quote === null || answered === null) {
      if (!desk.isFaulty) this.#answers.pause();
      return;
    }
    this.#now = { book, quote, usage: answered };
    void this.#answers.update(this.columns, this.#now, desk).then(() => {
      if (!this.#answers.busy) this.said = this.#summary();
    });
  }

  override render() {
    const { desk, columns } = this;
    if (desk === null) return nothing;
    const first = columns.slice(0, 1).map((column) => this.#answers.of(column))[0];
    const answers = this.#found();
    const best = isAnswer(first) ? cheapest(first, answers) : null;
    return html`${this.#adding(desk)}
      ${desk.isFaulty ? html`<p class="soft">${m.compare.waitsForUsage}</p>` : nothing}
      <div class="columns">
        ${repeat(
          columns,
          ({ key }) => key,
          (column, at) => this.#column(column, at, isAnswer(first) ? first : null, best),
        )}
      </div>
      <p class="unseen" role="status">${this.said}</p>`;
  }

  #found(): Answer[] {
    return this.columns.map((column) => this.#answers.of(column)).filter(isAnswer);
  }

  #adding(desk: Desk) {
    const isFull = this.columns.length >= MOST_COLUMNS;
    const scenarios = this.#scenarios.all;
    return html`<form @submit=${this.#chosen}>
        <div class="choose">
          <label for="source">${m.compare.add}</label>
          <select id="source" ?disabled=${isFull} @focus=${() => this.requestUpdate()}>
            <option value="">${m.compare.choose}</option>
            <option value="now">${m.compare.now}</option>
            ${
              scenarios.length === 0
                ? nothing
                : html`<optgroup label=${m.compare.scenarios}>
                    ${scenarios.map(({ name }) => html`<option value="scenario:${name}">${name}</option>`)}
                  </optgroup>`
            }
            <optgroup label=${m.compare.books}>
              ${desk.books.map(({ file, name }) => html`<option value="shelf:${file}">${name}</option>`)}
            </optgroup>
          </select>
        </div>
        <button ?disabled=${isFull}>${m.compare.addThis}</button>
        ${
          isFull
            ? nothing
            : html`<label class="button">
                ${m.compare.openFile}
                <input type="file" accept=".json,application/json" @change=${this.#opened} />
              </label>`
        }
      </form>
      ${isFull ? html`<p class="soft small">${m.compare.full}</p>` : nothing}`;
  }

  readonly #chosen = (event: SubmitEvent) => {
    event.preventDefault();
    const { value } = this.select;
    const source = this.#source(value);
    if (source !== null) this.#add(source);
    this.select.value = '';
  };

  #source(value: string): Source | null {
    if (value === 'now') return { kind: 'now' };
    const at = value.indexOf(':');
    const [kind, rest] = [value.slice(0, at), value.slice(at + 1)];
    if (kind === 'scenario') return { kind, name: rest };
    const book = this.desk?.books.find(({ file }) => file === rest);
    return kind !== 'shelf' || book === undefined ? null : { kind, ...book };
  }

  readonly #opened = async (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file === undefined) return;
    const text = await file.text();
    input.value = '';
    this.#add({ kind: 'file', name: file.name, text });
  };

  #add(source: Source): void {
    if (this.columns.length >= MOST_COLUMNS) return;
    this.#lastKey += 1;
    this.columns = [...this.columns, { key: this.#lastKey, source }];
  }

  async #remove(key: number): Promise<void> {
    this.columns = this.columns.filter((column) => column.key !== key);
    await this.updateComplete;
    this.select.focus();
  }

  #name({ source }: Column): string {
    return source.kind === 'now' ? m.compare.now : source.name;
  }

  #about({ source }: Column): string {
    if (source.kind === 'now') return this.#now?.book.view.name ?? '';
    if (source.kind !== 'scenario') return m.compare.sameUsage;
    const shared = this.#scenarios.all.find(({ name }) => name === source.name)?.shared;
    return shared === undefined ? '' : m.compare.scenarioOf(shared.pin.name, date(shared.made));
  }

  #column(column: Column, at: number, first: Answer | null, best: Cheapest | null) {
    const result = this.#answers.of(column);
    const name = this.#name(column);
    const isBest = isAnswer(result) && best?.columns.includes(result) === true;
    const isStale = this.#answers.busy || this.desk?.isFresh === false;
    return html`<article
      class="${isBest ? 'cheapest' : ''} ${isStale ? 'stale' : ''}"
      aria-labelledby="name-${column.key}"
    >
      <header>
        <div class="who">
          <h3 id="name-${column.key}">${name}</h3>
          <p class="soft small">${this.#about(column)}</p>
          ${isBest ? html`<p class="badge">${badge(best)}</p>` : nothing}
        </div>
        ${
          this.columns.length < 2
            ? nothing
            : html`<button
                class="plain"
                aria-label=${m.compare.removeThis(name)}
                @click=${() => this.#remove(column.key)}
              >
                ${m.compare.remove}
              </button>`
        }
      </header>
      ${
        result === undefined
          ? html`<div class="why"><p class="soft">${m.compare.waiting}</p></div>`
          : isAnswer(result)
            ? this.#figures(result, at, first)
            : html`<div class="why">
                ${result.why.map((sentence) => html`<p>${sentence}</p>`)} ${this.#notes(result)}
              </div>`
      }
      ${
        isAnswer(result)
          ? [
              html`<p class="sentence">${this.#sentences(result, at, first).join(' ')}</p>`,
              this.#notes(result),
            ]
          : nothing
      }
    </article>`;
  }

  #notes({ notes }: Result) {
    return html`<ul class="notes soft small">
      ${notes.map((note) => html`<li>${note}</li>`)}
    </ul>`;
  }

  #figures(answer: Answer, at: number, first: Answer | null) {
    const f = formats(answer);
    const { found, quote } = answer;
    const { expired_credits, expired_value, left_credits, left_value } = found.expiry;
    const credits = (all: readonly string[], value: string) =>
      isNone(all) ? m.compare.none : m.compare.worth(f.credits(all), f.money(value));
    const row = (label: string, value: string, about = '', look = '') =>
      html`<div>
        <dt>${label}</dt>
        <dd class=${look}>${value}</dd>
        ${about === '' ? nothing : html`<dd class="soft small">${about}</dd>`}
      </div>`;
    return html`<dl>
      ${row(m.compare.what, whatToBuy(found))}
      ${row(m.compare.cost, f.money(found.cost), m.answer.total(quote.months.length, quote.book.tax_included), 'cost')}
      ${row(m.compare.monthly, m.answer.monthly(f.money(found.monthly_average)))}
      ${row(m.compare.certainty, proof(found, f))}
      ${row(m.compare.difference, differenceWords(answer, at, first, f))}
      ${row(m.compare.expires, credits(expired_credits, expired_value))}
      ${row(m.compare.left, credits(left_credits, left_value))}
    </dl>`;
  }

  #sentences(answer: Answer, at: number, first: Answer | null): string[] {
    const f = formats(answer);
    const { blocked, owed } = answer.found;
    return [
      this.#against(answer, at, first, f),
      ...(answer.isWhole ? [] : [m.compare.sentence.partly]),
      ...(isNone(blocked) ? [] : [m.compare.sentence.blocked(f.credits(blocked))]),
      ...(isNone(owed) ? [] : [m.compare.sentence.owed(f.credits(owed))]),
    ];
  }

  #against(answer: Answer, at: number, first: Answer | null, f: Formats): string {
    const [column] = this.columns;
    if (at === 0 || column === undefined) return m.compare.sentence.first;
    const name = this.#name(column);
    if (first === null) return m.compare.sentence.alone(name);
    const why = unlike(answer, first);
    if (why !== null) return m.compare.sentence.unlike[why](name);
    const { way, amount, percent } = difference(answer, first);
    if (way === 'same') return m.compare.sentence.same(name);
    return m.compare.sentence[way](name, f.money(amount), percent === null ? null : f.percent(percent));
  }

  #summary(): string {
    const costs = this.columns.flatMap((column) => {
      const result = this.#answers.of(column);
      return isAnswer(result)
        ? [m.compare.one(this.#name(column), formats(result).money(result.found.cost))]
        : [m.compare.one(this.#name(column), result?.why[0] ?? '')];
    });
    const [first] = this.columns.map((column) => this.#answers.of(column));
    const best = isAnswer(first) ? cheapest(first, this.#found()) : null;
    const names = this.columns
      .filter((column) => {
        const result = this.#answers.of(column);
        return isAnswer(result) && best?.columns.includes(result) === true;
      })
      .map((column) => this.#name(column));
    return m.compare.done(costs, names);
  }
}

function formats({ book, quote }: Answer): Formats {
  return formatsOf(book, quote.book.currency);
}

function badge(best: Cheapest | null): string {
  if (best?.isOfAll !== true) return m.compare.cheapest.some;
  return best.isCertain ? m.compare.cheapest.certain : m.compare.cheapest.found;
}

function differenceWords(answer: Answer, at: number, first: Answer | null, f: Formats): string {
  if (at === 0) return m.compare.first;
  if (first === null || unlike(answer, first) !== null) return m.compare.notSubtracted;
  const { way, amount, percent } = difference(answer, first);
  if (way === 'same') return m.compare.noDifference;
  return m.compare[way](f.money(amount), percent === null ? null : f.percent(percent));
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-compare-columns': CompareColumns;
  }
}
