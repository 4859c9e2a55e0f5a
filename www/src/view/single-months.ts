import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Draft } from '../draft.ts';
import type { DemandMonth, Fault } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { share } from '../geometry.ts';
import { m } from '../messages/page.ts';
import { withSingleMonths, withoutSingleMonths, yearMonth } from '../single-months.ts';
import { shown } from '../typed.ts';
import { faultsAt } from '../usage.ts';
import { EditEvent } from './edit-event.ts';
import { faultText } from './fault-text.ts';
import { controls } from './field-style.ts';
import { base } from './theme.ts';
import './number-field.ts';

/** One row a month of the horizon: so many percent of what growth and season say, and what that comes to. */
@customElement('credit-single-months')
export class SingleMonthsFields extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      summary {
        display: list-item;
        padding-block: 0.625rem;
        font-weight: 550;
      }
      .parts {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.75rem;
        margin-top: 0.25rem;
      }
      ol {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.25rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .month {
        display: grid;
        grid-template-columns: 12.5rem auto minmax(0, 1fr);
        gap: 0.375rem;
        align-items: center;
      }
      .use {
        margin-inline-start: 0.375rem;
      }
      .bar {
        display: block;
        inline-size: 100%;
        block-size: 0.5rem;
        fill: var(--accent);
      }
      :host(:dir(rtl)) .bar {
        transform: scaleX(-1);
      }
      :host {
        display: block;
        container-type: inline-size;
      }
      .fill {
        display: grid;
        grid-template-columns: repeat(2, minmax(0, 1fr));
        align-items: end;
        gap: 0.5rem 0.75rem;
        margin: 0;
        padding: 0;
        border: 0;
      }
      .fill .percent {
        grid-column: 1 / -1;
        inline-size: 7.5rem;
      }
      .fill button {
        justify-self: start;
      }
      @container (min-width: 28rem) {
        .fill {
          grid-template-columns: 5rem repeat(2, minmax(0, 1fr)) auto;
        }
        .fill .percent {
          grid-column: auto;
          inline-size: auto;
        }
      }
      legend {
        padding: 0;
        margin-block-end: 0.375rem;
        color: var(--soft);
        font-size: 0.875rem;
      }
      @media (forced-colors: active) {
        .bar {
          fill: CanvasText;
        }
      }
    `,
  ];

  @property({ attribute: false }) draft!: Draft;
  /** the months of the answer, with their credits */
  @property({ attribute: false }) months: readonly DemandMonth[] = [];
  @property({ attribute: false }) formats!: Formats;
  @property({ attribute: false }) faults: readonly Fault[] = [];

  @state() private open = false;
  @state() private percent = '';
  /** places of the months that are filled */
  @state() private from = 0;
  @state() private to = 0;

  /** Opens what is faulty, and leaves it open while it is put right. */
  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('faults') && this.faults.some(({ path }) => path.startsWith('single_months')))
      this.open = true;
  }

  override render() {
    const names = this.months.map(({ start }) => yearMonth(start));
    const outside = Object.keys(this.draft.singleMonths).filter((name) => !names.includes(name));
    const unplaced = outside.flatMap((name) => faultsAt(this.faults, `single_months.${name}`));
    return html`<details .open=${live(this.open)} @toggle=${this.#toggled}>
      <summary>${m.singleMonths.title}</summary>
      <div class="parts">
        <p class="about">${m.singleMonths.about}</p>
        ${faultText(unplaced)}
        ${names.length === 0 ? html`<p class="soft">${m.singleMonths.noMonths}</p>` : this.#rows(names)}
        ${outside.length === 0 ? nothing : html`<p class="soft small">${this.#outside(outside)}</p>`}
        <div>
          <button
            ?disabled=${Object.keys(this.draft.singleMonths).length === 0}
            @click=${() => this.#edit(withoutSingleMonths())}
          >
            ${m.singleMonths.reset}
          </button>
        </div>
      </div>
    </details>`;
  }

  readonly #toggled = (event: Event) => {
    this.open = (event.target as HTMLDetailsElement).open;
  };

  #rows(names: readonly string[]) {
    // Bars compare months, so they show one credit type: the first of which anything is used.
    const types = this.months[0]?.credits.map((_, type) => type) ?? [];
    const drawn = types.find((type) => this.months.some(({ credits }) => credits[type] !== '0')) ?? 0;
    const all = this.months.map(({ credits }) => credits[drawn] ?? '0');
    return html`${names.length > 1 ? this.#fill(names) : nothing}
      <ol>
        ${this.months.map(({ start, credits }, at) => {
          const name = names[at] ?? '';
          return html`<li class="month">
            <credit-number-field
              layout="before"
              data-input="single-${name}"
              .heardBefore=${m.singleMonths.percentIn}
              .label=${this.formats.period(start)}
              .placeholder=${'100'}
              .value=${this.draft.singleMonths[name] ?? ''}
              .faults=${faultsAt(this.faults, `single_months.${name}`)}
              .change=${(typed: string) => this.#edit(withSingleMonths([name], typed))}
            ></credit-number-field>
            <span class="soft" aria-hidden="true">${m.singleMonths.unit}</span>
            <div class="use">
              <div class="small soft">${this.formats.credits(credits)}</div>
              <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                <rect width=${share(all[at] ?? '0', all)} height="1"></rect>
              </svg>
            </div>
          </li>`;
        })}
      </ol>`;
  }

  #fill(names: readonly string[]) {
    const last = names.length - 1;
    const month = (label: string, chosen: number, choose: (at: number) => void) =>
      html`<div>
        <label for=${label}>${label}</label>
        <select
          id=${label}
          @change=${(event: Event) => {
            choose((event.target as HTMLSelectElement).selectedIndex);
          }}
        >
          ${this.months.map(
            ({ start }, at) =>
              html`<option .selected=${live(at === Math.min(chosen, last))}>
                ${this.formats.period(start)}
              </option>`,
          )}
        </select>
      </div>`;
    return html`<fieldset class="fill">
      <legend>${m.singleMonths.fill}</legend>
      <credit-number-field
        class="percent"
        layout="above"
        data-input="single-fill"
        .label=${m.singleMonths.percent}
        .placeholder=${'100'}
        .value=${this.percent}
        .change=${(typed: string) => {
          this.percent = typed;
        }}
      ></credit-number-field>
      ${month(m.singleMonths.from, this.from, (at) => {
        this.from = at;
        this.to = Math.max(at, this.to);
      })}
      ${month(m.singleMonths.to, this.to, (at) => {
        this.to = at;
        this.from = Math.min(at, this.from);
      })}
      <button @click=${() => this.#edit(withSingleMonths(names.slice(this.from, this.to + 1), this.percent))}>
        ${m.singleMonths.apply}
      </button>
    </fieldset>`;
  }

  #outside(outside: readonly string[]): string {
    const { month, percent } = this.formats;
    return m.singleMonths.outside(
      outside.map((name) =>
        m.singleMonths.month(month(`${name}-01`), shown(this.draft.singleMonths[name] ?? '', percent)),
      ),
    );
  }

  #edit(edit: EditEvent['edit']): void {
    this.dispatchEvent(new EditEvent(edit));
  }
}
