import { LitElement, css, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { BalanceDraft, Draft } from '../draft.ts';
import { withBalance } from '../edits.ts';
import type { BookView, Fault } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { isNothing } from '../typed.ts';
import { faultsAt } from '../usage.ts';
import { EditEvent } from './edit-event.ts';
import { faultText } from './fault-text.ts';
import { controls, fieldLayout } from './field-style.ts';
import { base } from './theme.ts';
import './number-field.ts';

/** Credits the visitor has already, and how long they can be used. */
@customElement('credit-balance-fields')
export class BalanceFields extends LitElement {
  static override styles = [
    base,
    controls,
    fieldLayout,
    css`
      summary {
        display: list-item;
        padding-block: 0.625rem;
        font-weight: 550;
      }
      .rows {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.75rem;
        margin-top: 0.75rem;
      }
      .row {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.5rem;
      }
      input[type='date'] {
        max-width: 12rem;
      }
    `,
  ];

  @property({ attribute: false }) book!: BookView;
  @property({ attribute: false }) draft!: Draft;
  @property({ attribute: false }) formats!: Formats;
  @property({ attribute: false }) faults: readonly Fault[] = [];

  @state() private open = false;

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('draft');
    if (changed.has('draft') && hasAny(this.draft) && !(before !== undefined && hasAny(before)))
      this.open = true;
  }

  override render() {
    const faulty = this.faults.some(({ path }) => path.startsWith('balance.'));
    return html`<details .open=${live(this.open || faulty)} @toggle=${this.#toggled}>
      <summary>${m.balance.title}</summary>
      <div class="rows">${this.draft.balance.map((entry, at) => this.#row(entry, at))}</div>
    </details>`;
  }

  readonly #toggled = (event: Event) => {
    this.open = (event.target as HTMLDetailsElement).open;
  };

  #row({ type, credits, until }: BalanceDraft, at: number) {
    const name = this.formats.credit(type).plural;
    const faults = (part: string) => faultsAt(this.faults, `balance.${at}.${part}`);
    const late = faults('expires');
    return html`<div class="row">
      <credit-number-field
        data-input="balance-${at}"
        .label=${m.balance.have(name)}
        .placeholder=${'0'}
        .value=${credits}
        .faults=${[...faults('credits'), ...faults('type'), ...faults('paid')]}
        .change=${(typed: string) => this.#edit(at, { credits: typed })}
      ></credit-number-field>
      <div class="field" ?hidden=${isNothing(credits)}>
        <label for="until-${at}"> ${m.balance.until}<span class="unseen"> (${name})</span> </label>
        <input
          id="until-${at}"
          type="date"
          .value=${live(until)}
          aria-invalid=${late.length > 0 ? 'true' : 'false'}
          aria-describedby="until-about-${at} until-fault-${at}"
          @input=${(event: Event) => this.#edit(at, { until: (event.target as HTMLInputElement).value })}
        />
        <p id="until-about-${at}" class="about">${m.balance.untilAbout}</p>
        <div id="until-fault-${at}" class="faults">${faultText(late)}</div>
      </div>
    </div>`;
  }

  #edit(row: number, change: Partial<BalanceDraft>): void {
    this.dispatchEvent(new EditEvent(withBalance(row, change)));
  }
}

function hasAny({ balance }: Draft): boolean {
  return balance.some(({ credits }) => !isNothing(credits));
}
