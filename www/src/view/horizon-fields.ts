import { LitElement, css, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Draft } from '../draft.ts';
import { withSeason, type Edit } from '../edits.ts';
import type { BookView, DemandMonth, Fault } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { faultsAt } from '../usage.ts';
import { EditEvent } from './edit-event.ts';
import { faultText } from './fault-text.ts';
import { controls, fieldLayout } from './field-style.ts';
import { base } from './theme.ts';
import './choice-field.ts';
import './number-field.ts';
import './single-months.ts';
import './toggle-field.ts';

const MONTHS = { min: '1', max: '60', step: '1', around: '12' } as const;
const GROWTH = { min: '-20', max: null, step: '1', around: '5' } as const;
/** Any year does: only the names of its months are shown. */
const MONTH_STARTS = Array.from({ length: 12 }, (_, at) => `2000-${String(at + 1).padStart(2, '0')}-01`);

/** For which period, how usage changes over it, and in which money it is paid. */
@customElement('credit-horizon-fields')
export class HorizonFields extends LitElement {
  static override styles = [
    base,
    controls,
    fieldLayout,
    css`
      .fields {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.75rem;
      }
      input[type='date'] {
        max-width: 12rem;
      }
      summary {
        display: list-item;
        padding-block: 0.625rem;
        font-weight: 550;
      }
      .season {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(5rem, 1fr));
        gap: 0.75rem;
        margin-top: 0.75rem;
      }
    `,
  ];

  @property({ attribute: false }) book!: BookView;
  @property({ attribute: false }) draft!: Draft;
  /** the months of the answer, with their credits */
  @property({ attribute: false }) months: readonly DemandMonth[] = [];
  @property({ attribute: false }) formats!: Formats;
  @property({ attribute: false }) faults: readonly Fault[] = [];

  @state() private seasonOpen = false;

  /** Opens what is faulty, and leaves it open while it is put right. */
  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('faults') && this.faults.some(({ path }) => path.startsWith('season')))
      this.seasonOpen = true;
  }

  override render() {
    const { draft } = this;
    const { currency, currencies } = this.book;
    const hasGift = this.book.offers.some(({ kind }) => kind === 'gift');
    const startFaults = faultsAt(this.faults, 'start');
    return html`<div class="fields">
      <div class="field">
        <label for="start">${m.horizon.start}</label>
        <input
          id="start"
          type="date"
          .value=${live(draft.start)}
          aria-invalid=${startFaults.length > 0 ? 'true' : 'false'}
          aria-describedby="start-fault"
          @input=${(event: Event) => {
            this.#edit((old) => ({ ...old, start: (event.target as HTMLInputElement).value }));
          }}
        />
        <div id="start-fault" class="faults">${faultText(startFaults)}</div>
      </div>
      <credit-number-field
        data-input="months"
        .label=${m.horizon.months}
        .range=${MONTHS}
        .value=${draft.months}
        .faults=${faultsAt(this.faults, 'months')}
        .change=${(months: string) => this.#edit((old) => ({ ...old, months }))}
      ></credit-number-field>
      <credit-number-field
        data-input="growth"
        .label=${m.horizon.growth}
        .unit=${m.horizon.growthUnit}
        .range=${GROWTH}
        .value=${draft.growth}
        .faults=${faultsAt(this.faults, 'growth')}
        .change=${(growth: string) => this.#edit((old) => ({ ...old, growth }))}
      ></credit-number-field>
      <credit-toggle-field
        ?hidden=${!hasGift}
        data-input="new_customer"
        .label=${m.horizon.newCustomer}
        .about=${m.horizon.newCustomerAbout}
        .checked=${draft.newCustomer}
        .faults=${faultsAt(this.faults, 'new_customer')}
        .change=${(newCustomer: boolean) => this.#edit((old) => ({ ...old, newCustomer }))}
      ></credit-toggle-field>
      <credit-choice-field
        ?hidden=${currencies.length < 2}
        data-input="currency"
        .label=${m.horizon.currency}
        .choices=${currencies.map(({ code }) => ({ id: code, name: code }))}
        .value=${draft.currency ?? currency}
        .faults=${faultsAt(this.faults, 'currency')}
        .change=${(chosen: string) => this.#edit((old) => ({ ...old, currency: chosen }))}
      ></credit-choice-field>
      ${this.#season()}
      <credit-single-months
        .draft=${draft}
        .months=${this.months}
        .formats=${this.formats}
        .faults=${this.faults}
      ></credit-single-months>
    </div>`;
  }

  readonly #seasonToggled = (event: Event) => {
    this.seasonOpen = (event.target as HTMLDetailsElement).open;
  };

  #season() {
    return html`<details .open=${live(this.seasonOpen)} @toggle=${this.#seasonToggled}>
      <summary>${m.horizon.season}</summary>
      <p class="about">${m.horizon.seasonAbout}</p>
      ${faultText(faultsAt(this.faults, 'season'))}
      <div class="season">
        ${MONTH_STARTS.map(
          (month, at) =>
            html`<credit-number-field
              layout="above"
              data-input="season-${at}"
              .label=${this.formats.monthName(month)}
              .value=${this.draft.season[at] ?? ''}
              .faults=${faultsAt(this.faults, `season[${at}]`)}
              .change=${(factor: string) => this.#edit(withSeason(at, factor))}
            ></credit-number-field>`,
        )}
      </div>
    </details>`;
  }

  #edit(edit: Edit): void {
    this.dispatchEvent(new EditEvent(edit));
  }
}
