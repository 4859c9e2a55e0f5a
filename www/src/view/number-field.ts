import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Fault } from '../engine/types.ts';
import { larger, nearestStop, sliderStops, type Limits, type Stops } from '../geometry.ts';
import { m } from '../messages/page.ts';
import { decimalText, keptText, shownText } from '../typed.ts';
import { faultText } from './fault-text.ts';
import { controls, fieldLayout } from './field-style.ts';
import { base } from './theme.ts';

export type SliderRange = Omit<Limits, 'beyond'>;

/** A number box that keeps what was typed, with a slider beside it when there is a range to slide over. */
@customElement('credit-number-field')
export class NumberField extends LitElement {
  static override styles = [
    base,
    controls,
    fieldLayout,
    css`
      .row {
        display: grid;
        grid-template-columns: 7.5rem minmax(0, 1fr);
        gap: 0.75rem;
        align-items: center;
      }
      .row.alone {
        grid-template-columns: minmax(0, 7.5rem);
      }
      .box {
        text-align: end;
      }
      :host([layout='after']) .field {
        grid-template-columns: minmax(0, 4.5rem) auto;
        justify-content: start;
      }
      :host([layout='after']) label {
        order: 1;
        font-weight: 400;
      }
      :host([layout='after']) :is(.about, .faults) {
        order: 2;
        grid-column: 1 / -1;
      }
      :host([layout='above']) .field {
        grid-template-columns: minmax(0, 1fr);
      }
      :host([layout='before']) .field {
        grid-template-columns: minmax(0, 1fr) 4.5rem;
      }
      :host([layout='before']) .faults {
        grid-column: 1 / -1;
      }
      .box::placeholder {
        color: var(--soft);
        opacity: 1;
      }
      .unit {
        color: var(--soft);
        font-weight: 400;
      }
    `,
  ];

  @property() label = '';
  /** words of the label that are only heard */
  @property() heardBefore = '';
  /** as shown: `words`, `% a month` */
  @property() unit: string | null = null;
  @property() about: string | null = null;
  @property() value = '';
  /** what an empty box stands for */
  @property() placeholder = '';
  @property({ attribute: false }) range: SliderRange | null = null;
  @property({ attribute: false }) faults: readonly Fault[] = [];
  @property({ attribute: false }) change: (typed: string) => void = () => undefined;
  /** the largest value seen, so that the slider's end does not run away while it is dragged */
  @state() private reach = '0';
  #text = '';

  override willUpdate(): void {
    this.reach = larger(this.reach, decimalText(this.value));
  }

  #stops(): Stops {
    if (this.range === null) return [];
    return sliderStops({ ...this.range, beyond: this.reach });
  }

  override render() {
    const stops = this.#stops();
    const faulty = this.faults.length > 0;
    const described = [this.about === null ? '' : 'about', faulty ? 'fault' : ''].join(' ').trim();
    return html`<div class="field">
      <label for="box">
        <span class="unseen">${this.heardBefore}</span>${this.label}${
          this.unit === null ? nothing : html` <span class="unit">(${this.unit})</span>`
        }
      </label>
      <div class="row ${stops.length > 1 ? '' : 'alone'}">
        <input
          id="box"
          class="box"
          type="text"
          inputmode="decimal"
          autocomplete="off"
          spellcheck="false"
          placeholder=${this.placeholder || nothing}
          .value=${live(this.#shown())}
          aria-invalid=${faulty ? 'true' : 'false'}
          aria-describedby=${described || nothing}
          @input=${this.#typed}
        />
        ${stops.length > 1 ? this.#slider(stops) : nothing}
      </div>
      ${this.about === null ? nothing : html`<p id="about" class="about">${this.about}</p>`}
      ${faulty ? html`<div id="fault" class="faults">${faultText(this.faults, this.#shown())}</div>` : nothing}
    </div>`;
  }

  #slider(stops: Stops) {
    const at = nearestStop(stops, decimalText(this.value));
    return html`<input
      type="range"
      min="0"
      max=${stops.length - 1}
      .value=${live(String(at))}
      aria-label=${m.usage.slider(this.label)}
      aria-valuetext=${m.usage.withUnit(shownText(this.value), this.unit)}
      @input=${(event: InputEvent) => {
        const stop = stops[Number.parseInt((event.target as HTMLInputElement).value, 10)];
        if (stop !== undefined) this.change(stop);
      }}
    />`;
  }

  /** What was typed here, in whichever digits, as long as it is the value. */
  #shown(): string {
    return keptText(this.#text) === this.value ? this.#text : shownText(this.value);
  }

  readonly #typed = (event: InputEvent) => {
    this.#text = (event.target as HTMLInputElement).value;
    this.change(keptText(this.#text));
  };
}
