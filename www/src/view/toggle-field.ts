import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Fault } from '../engine/types.ts';
import { faultText } from './fault-text.ts';
import { controls, fieldLayout } from './field-style.ts';
import { base } from './theme.ts';

/** Something that is on or off. */
@customElement('credit-toggle-field')
export class ToggleField extends LitElement {
  static override styles = [
    base,
    controls,
    fieldLayout,
    css`
      .field {
        grid-template-columns: minmax(0, 1fr) auto;
      }
      .field > :is(.about, .faults) {
        grid-column: 1 / -1;
      }
      @container (min-width: 26rem) {
        .field {
          grid-template-columns: 9rem minmax(0, 1fr);
        }
        .field > :is(.about, .faults) {
          grid-column: 2;
        }
      }
      label {
        padding-block: 0.625rem;
        cursor: pointer;
      }
      div:has(> input) {
        line-height: 0;
      }
      input {
        appearance: none;
        flex: none;
        width: 2.75rem;
        height: 1.625rem;
        margin: 0;
        border: 1px solid var(--edge);
        border-radius: 1rem;
        background: var(--ground);
        cursor: pointer;
      }
      input::before {
        content: '';
        display: block;
        width: 1.125rem;
        height: 1.125rem;
        margin: 0.1875rem;
        border-radius: 50%;
        background: var(--edge);
        transition: transform 0.12s;
      }
      input:checked {
        border-color: var(--accent);
        background: var(--accent);
      }
      input:checked::before {
        background: var(--on-accent);
        transform: translateX(1.125rem);
      }
      @media (prefers-reduced-motion: reduce) {
        input::before {
          transition: none;
        }
      }
      @media (forced-colors: active) {
        input {
          appearance: auto;
          width: 1.5rem;
        }
        input::before {
          display: none;
        }
      }
    `,
  ];

  @property() label = '';
  @property() about: string | null = null;
  @property({ type: Boolean }) checked = false;
  @property({ attribute: false }) faults: readonly Fault[] = [];
  @property({ attribute: false }) change: (on: boolean) => void = () => undefined;

  override render() {
    return html`<div class="field">
      <label for="switch">${this.label}</label>
      <div>
        <input
          id="switch"
          type="checkbox"
          role="switch"
          .checked=${live(this.checked)}
          aria-describedby="about fault"
          @change=${(event: Event) => {
            this.change((event.target as HTMLInputElement).checked);
          }}
        />
      </div>
      <p id="about" class="about" ?hidden=${this.about === null}>${this.about}</p>
      <div id="fault" class="faults">${faultText(this.faults)}</div>
    </div>`;
  }
}
