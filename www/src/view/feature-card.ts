import { LitElement, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Fault, FeatureView, Frequency, InputView } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/en.ts';
import { withCopy, withInput, withLine, withoutLine, type LineDraft } from '../state.ts';
import { decimalText, isNothing } from '../typed.ts';
import { faultsAt } from '../usage.ts';
import { EditEvent } from './edit-event.ts';
import { featureCardStyle } from './feature-card-style.ts';
import { inputField } from './input-field.ts';
import { faultText } from './fault-text.ts';
import { controls } from './field-style.ts';
import { base } from './theme.ts';
import './number-field.ts';

const FREQUENCIES: readonly Frequency[] = ['day', 'week', 'month', 'year'];
const TIMES = { min: '0', max: null, step: '1', around: '10' } as const;
const PLAIN_NUMBER = /^\d+(?:\.\d+)?$/u;

/** One line of usage: a feature, its inputs, and how often. */
@customElement('credit-feature-card')
export class FeatureCard extends LitElement {
  static override styles = [base, controls, featureCardStyle];

  @property({ attribute: false }) feature!: FeatureView;
  @property({ attribute: false }) line!: LineDraft;
  @property({ attribute: false }) formats!: Formats;
  /** faults of this line only, at paths inside it: `times`, `inputs.words` */
  @property({ attribute: false }) faults: readonly Fault[] = [];
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
        ${feature.about === null ? nothing : html`<p class="soft small">${feature.about}</p>`}
        ${this.#plans()} ${feature.inputs.map((input) => this.#input(input))} ${this.#often()}
        ${this.#unplaced()} ${this.#actions()}
      </div>
    </details>`;
  }

  #sum(used: boolean): string {
    if (!used) return m.usage.notUsed;
    const { times, per, people } = this.line;
    const show = (typed: string) => {
      const text = decimalText(typed);
      return PLAIN_NUMBER.test(text) ? this.formats.number(text) : typed;
    };
    return m.usage.sum(show(times), per, people.trim() === '1' ? null : show(people));
  }

  #plans() {
    if (this.feature.plans.length === 0) return nothing;
    return html`<p class="soft small">${m.usage.onPlans(this.feature.plans)}</p>`;
  }

  #input(input: InputView) {
    const { key, inputs } = this.line;
    return inputField(input, inputs[input.id], faultsAt(this.faults, `inputs.${input.id}`), (value) => {
      this.#edit(withInput(key, input.id, value));
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
    </div>`;
  }

  /** Faults of this line that belong to none of its boxes. */
  #unplaced() {
    const boxes = ['times', 'people', ...this.feature.inputs.map(({ id }) => `inputs.${id}`)];
    return faultText(this.faults.filter(({ path }) => !boxes.includes(path)));
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
