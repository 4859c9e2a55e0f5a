import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Fault, FeatureView, Frequency, InputView, OfferView } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/en.ts';
import { withCopy, withInput, withLine, withoutLine, type LineDraft } from '../state.ts';
import { decimalText, isNothing } from '../typed.ts';
import { faultsAt } from '../usage.ts';
import { EditEvent } from './edit-event.ts';
import { faultText } from './fault-text.ts';
import { base, controls } from './theme.ts';
import './choice-field.ts';
import './number-field.ts';
import './toggle-field.ts';

const FREQUENCIES: readonly Frequency[] = ['day', 'week', 'month', 'year'];
const TIMES = { min: '0', max: null, step: '1', around: '10' } as const;
const PLAIN_NUMBER = /^\d+(?:\.\d+)?$/u;

/** One line of usage: a feature, its inputs, and how often. */
@customElement('credit-feature-card')
export class FeatureCard extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      details {
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--paper);
      }
      details.used {
        border-color: var(--accent);
      }
      summary {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.125rem 0.75rem;
        padding: 0.625rem 1rem;
        border-radius: var(--radius);
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary::before {
        content: '';
        flex: none;
        width: 0.5rem;
        height: 0.5rem;
        border: solid var(--soft);
        border-width: 0 2px 2px 0;
        transform: rotate(-45deg);
      }
      details[open] summary::before {
        transform: rotate(45deg);
      }
      .name {
        font-weight: 600;
      }
      .sum {
        margin-inline-start: auto;
        color: var(--soft);
        font-size: 0.9375rem;
      }
      .used .sum {
        color: var(--accent);
        font-weight: 550;
      }
      .body {
        container-type: inline-size;
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.75rem;
        padding: 0.25rem 1rem 1rem;
      }
      .often {
        display: grid;
        gap: 0.5rem;
        padding-top: 0.75rem;
        border-top: 1px solid var(--line);
      }
      .who {
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        gap: 0.5rem 0.75rem;
      }
      .who select {
        width: 7.5rem;
      }
      .who credit-number-field {
        flex: 1 1 9rem;
      }
      /* the label's column and the gap of the fields above */
      @container (min-width: 26rem) {
        .who {
          padding-inline-start: 9.75rem;
        }
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.25rem;
        margin: -0.5rem;
      }
    `,
  ];

  @property({ attribute: false }) feature!: FeatureView;
  @property({ attribute: false }) line!: LineDraft;
  @property({ attribute: false }) offers: readonly OfferView[] = [];
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
        <h4 class="name">${feature.name}</h4>
        <span class="sum">${this.#sum(used)}</span>
      </summary>
      <div class="body">
        ${feature.about === null ? nothing : html`<p class="soft">${feature.about}</p>`} ${this.#plans()}
        ${feature.inputs.map((input) => this.#input(input))} ${this.#often()} ${this.#unplaced()}
        ${this.#actions()}
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
    const names = this.feature.plans.map((id) => this.offers.find((offer) => offer.id === id)?.name ?? id);
    return html`<p class="soft">${m.usage.onPlans(names)}</p>`;
  }

  #input({ id, name, about, unit, kind }: InputView) {
    const faults = faultsAt(this.faults, `inputs.${id}`);
    const value = this.line.inputs[id];
    const change = (next: string | boolean) => {
      this.#edit(withInput(this.line.key, id, next));
    };
    if ('number' in kind) {
      const { min, max, step } = kind.number;
      const range = { min, max, step, around: kind.number.default };
      return html`<credit-number-field
        data-input=${id}
        .label=${name}
        .unit=${unit === null ? null : m.usage.units(unit)}
        .about=${about}
        .range=${range}
        .faults=${faults}
        .change=${change}
        .value=${String(value ?? '')}
      ></credit-number-field>`;
    }
    if ('choice' in kind) {
      return html`<credit-choice-field
        data-input=${id}
        .label=${name}
        .about=${about}
        .choices=${kind.choice.choices}
        .faults=${faults}
        .change=${change}
        .value=${String(value ?? '')}
      ></credit-choice-field>`;
    }
    return html`<credit-toggle-field
      data-input=${id}
      .label=${name}
      .about=${about}
      .faults=${faults}
      .change=${change}
      .checked=${value === true}
    ></credit-toggle-field>`;
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
