import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { LineDraft } from '../draft.ts';
import { withCopy, withInput, withLine, withoutLine } from '../edits.ts';
import type { Fault, FeatureView, Frequency, InputView, TeamUsage } from '../engine/types.ts';
import { isOne, type Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { isNothing, shown } from '../typed.ts';
import { faultsAt, faultsUnder } from '../usage.ts';
import { EditEvent } from './edit-event.ts';
import { featureCardStyle } from './feature-card-style.ts';
import { inputField } from './input-field.ts';
import { faultText } from './fault-text.ts';
import { controls } from './field-style.ts';
import { base } from './theme.ts';
import { DETAILS } from './line-details.ts';
import './number-field.ts';

const FREQUENCIES: readonly Frequency[] = ['day', 'week', 'month', 'year'];
const TIMES = { min: '0', max: null, step: '1', around: '10' } as const;

/** One line of usage: a feature, its inputs, and how often. */
@customElement('credit-feature-card')
export class FeatureCard extends LitElement {
  static override styles = [base, controls, featureCardStyle];

  @property({ attribute: false }) feature!: FeatureView;
  @property({ attribute: false }) line!: LineDraft;
  @property({ attribute: false }) formats!: Formats;
  /** faults of this line only, at paths inside it: `times`, `inputs.words` */
  @property({ attribute: false }) faults: readonly Fault[] = [];
  /** groups of people of whom one does it */
  @property({ attribute: false }) teams: readonly TeamUsage[] = [];
  /** whether the feature has other lines, so that this one may go */
  @property({ type: Boolean }) removable = false;

  override render() {
    const { feature, line } = this;
    const used = !isNothing(line.times);
    return html`<details
      class=${used ? 'used' : ''}
      .open=${live(line.open || this.faults.length > 0)}
      @toggle=${this.#toggled}
    >
      <summary>
        <span class="head">
          <h4 class="name">${feature.name}</h4>
          <span class="sum">${this.#sum(used)}</span>
        </span>
      </summary>
      <div class="body">
        ${this.#abouts().map((about) => html`<p class="soft small" ?hidden=${about === ''}>${about}</p>`)}
        ${feature.inputs.map((input) => this.#input(input))} ${this.#often()} ${this.#unplaced()}
        ${this.#actions()}
      </div>
    </details>`;
  }

  #sum(used: boolean): string {
    if (!used) return m.usage.notUsed;
    const { times, per, people, team } = this.line;
    const show = (typed: string) => shown(typed, this.formats.number);
    const sum = m.usage.sum(show(times), per, people.trim() === '1' ? null : show(people));
    return team === null ? sum : m.usage.byTeam(sum, team);
  }

  /** What to know before the inputs. */
  #abouts(): string[] {
    const { about, plans, free_uses, only_success, rates } = this.feature;
    const types = [...new Set(rates.map(({ credit }) => this.formats.credit(credit).plural))];
    const changes = [...new Set(rates.flatMap(({ from }) => (from === null ? [] : [from])))];
    const rules = [
      plans.length === 0 ? '' : m.usage.onPlans(plans),
      this.formats.types.length === 1 || types.length === 0 ? '' : m.usage.chargedIn(types),
      only_success ? m.usage.onlySuccess : '',
      free_uses === '0' ? '' : m.usage.freeUses(this.formats.number(free_uses), isOne(free_uses)),
      changes.length === 0 ? '' : m.usage.changes(changes.map(this.formats.date)),
    ];
    return [about ?? '', rules.filter((rule) => rule !== '').join(' ')];
  }

  #input(input: InputView) {
    const { key, inputs } = this.line;
    return inputField(input, {
      value: inputs[input.id],
      faults: faultsUnder(this.faults, `inputs.${input.id}`),
      formats: this.formats,
      change: (value) => {
        this.#edit(withInput(key, input.id, value));
      },
    });
  }

  #often() {
    const { key, times, per, people } = this.line;
    return html`<div class="often">
      <credit-number-field
        data-input="times"
        .label=${m.usage.howOften}
        .range=${TIMES}
        .value=${times}
        .faults=${faultsAt(this.faults, 'times')}
        .change=${(typed: string) => this.#edit(withLine(key, { times: typed }))}
      ></credit-number-field>
      <div class="who">
        <select aria-label=${m.usage.per} @change=${this.#perChosen}>
          ${FREQUENCIES.map(
            (each) =>
              html`<option value=${each} .selected=${live(each === per)}>${m.usage.every[each]}</option>`,
          )}
        </select>
        <credit-number-field
          layout="after"
          data-input="people"
          .heardBefore=${m.usage.peopleBefore}
          .label=${m.usage.people(people.trim() === '1')}
          .value=${people}
          .faults=${faultsAt(this.faults, 'people')}
          .change=${(typed: string) => this.#edit(withLine(key, { people: typed }))}
        ></credit-number-field>
      </div>
      <credit-line-details
        .line=${this.line}
        .teams=${this.teams}
        .faults=${this.faults}
        ?success=${this.feature.only_success}
      ></credit-line-details>
    </div>`;
  }

  /** Faults of this line that belong to none of its boxes. */
  #unplaced() {
    const boxes = ['times', 'people', ...DETAILS, ...this.feature.inputs.map(({ id }) => `inputs.${id}`)];
    return faultText(
      this.faults.filter((fault) => boxes.every((box) => faultsUnder([fault], box).length === 0)),
    );
  }

  #actions() {
    const { name } = this.feature;
    const { key } = this.line;
    return html`<div class="actions">
      <button class="plain" aria-label=${m.usage.copyOf(name)} @click=${() => this.#edit(withCopy(key))}>
        ${m.usage.copy}
      </button>
      <button
        class="plain"
        ?hidden=${this.line.onDays !== null}
        @click=${() => this.#edit(withLine(key, { onDays: '' }))}
      >
        ${m.usage.someDays}
      </button>
      <button
        class="plain"
        ?hidden=${!this.removable}
        aria-label=${m.usage.removeLine(name)}
        @click=${() => this.#edit(withoutLine(key))}
      >
        ${m.usage.remove}
      </button>
    </div>`;
  }

  readonly #perChosen = (event: Event) => {
    const per = FREQUENCIES.find((each) => each === (event.target as HTMLSelectElement).value);
    if (per !== undefined) this.#edit(withLine(this.line.key, { per }));
  };

  readonly #toggled = (event: Event) => {
    const { open } = event.target as HTMLDetailsElement;
    if (open !== this.line.open) this.#edit(withLine(this.line.key, { open }));
  };

  #edit(edit: EditEvent['edit']): void {
    this.dispatchEvent(new EditEvent(edit));
  }
}
