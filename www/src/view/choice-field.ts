import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { ChoiceView, Fault } from '../engine/types.ts';
import { faultText } from './fault-text.ts';
import { controls, fieldLayout } from './field-style.ts';
import { base } from './theme.ts';

/** More than this, and a list is easier to read than a row of buttons. */
const MOST_BUTTONS = 4;
const MOST_LETTERS = 40;

/** One of several: a row of buttons when few, a list when many. */
@customElement('credit-choice-field')
export class ChoiceField extends LitElement {
  static override styles = [
    base,
    controls,
    fieldLayout,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 0.375rem;
      }
      .row label {
        position: relative;
        display: inline-flex;
        align-items: center;
        min-height: var(--touch);
        margin: 0;
        padding: 0.25rem 0.875rem;
        border: 1px solid var(--edge);
        border-radius: calc(var(--radius) - 4px);
        background: var(--paper);
        font-weight: 400;
        cursor: pointer;
      }
      .row label:has(:checked) {
        border-color: var(--accent);
        background: var(--tint);
        box-shadow: inset 0 0 0 1px var(--accent);
        font-weight: 550;
      }
      .row label:has(:focus-visible) {
        outline: 3px solid var(--accent);
        outline-offset: 2px;
      }
      input {
        position: absolute;
        opacity: 0;
        pointer-events: none;
      }
      select {
        max-width: 100%;
      }
      @media (forced-colors: active) {
        .row label:has(:checked) {
          outline: 3px solid Highlight;
          outline-offset: -3px;
        }
      }
    `,
  ];

  @property() label = '';
  @property() about: string | null = null;
  @property() value = '';
  @property({ attribute: false }) choices: readonly ChoiceView[] = [];
  @property({ attribute: false }) faults: readonly Fault[] = [];
  @property({ attribute: false }) change: (id: string) => void = () => undefined;

  override render() {
    const letters = this.choices.reduce((count, { name }) => count + name.length, 0);
    const buttons = this.choices.length <= MOST_BUTTONS && letters <= MOST_LETTERS;
    return html`<div class="field">
      ${buttons ? this.#buttons() : this.#list()}
      ${this.about === null ? '' : html`<p id="about" class="about">${this.about}</p>`}
      <div id="fault" class="faults">${faultText(this.faults)}</div>
    </div>`;
  }

  #buttons() {
    return html`<span id="label" class="label">${this.label}</span>
      <div class="row" role="radiogroup" aria-labelledby="label" aria-describedby="fault">
        ${this.choices.map(
          ({ id, name }) =>
            html`<label>
              <input
                type="radio"
                name="choice"
                value=${id}
                .checked=${live(id === this.value)}
                @change=${this.#chosen}
              />${name}
            </label>`,
        )}
      </div>`;
  }

  #list() {
    return html`<label for="list">${this.label}</label>
      <select id="list" aria-describedby="fault" @change=${this.#chosen}>
        ${this.choices.map(
          ({ id, name }) => html`<option value=${id} .selected=${live(id === this.value)}>${name}</option>`,
        )}
      </select>`;
  }

  readonly #chosen = (event: Event) => {
    this.change((event.target as HTMLInputElement | HTMLSelectElement).value);
  };
}
