import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Draft, LineDraft } from '../draft.ts';
import { withPreset } from '../edits.ts';
import type { BookView, DemandMonth, Fault, FeatureView } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { faultsUnder } from '../usage.ts';
import { EditEvent } from './edit-event.ts';
import { faultText } from './fault-text.ts';
import { base } from './theme.ts';
import './balance-fields.ts';
import './events-entry.ts';
import './feature-card.ts';
import './horizon-fields.ts';
import './people-fields.ts';

const PLACED = /^(?:season|single_months|(?:start|months|growth|new_customer|currency)$)/u;
const PLACED_PEOPLE = /^(?:seats|teams)/u;
const PLACED_BALANCE = /^balance\./u;

/** Everything the visitor enters. */
@customElement('credit-usage-form')
export class UsageForm extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: grid;
        gap: 1.5rem;
      }
      section {
        display: grid;
        gap: 0.75rem;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0 1rem;
        margin-bottom: -0.5rem;
      }
      .presets {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      .presets button {
        border-radius: 2rem;
        text-align: start;
      }
      .presets [aria-pressed='true'] {
        border-color: var(--accent);
        background: var(--tint);
        box-shadow: inset 0 0 0 1px var(--accent);
      }
      @media (forced-colors: active) {
        .presets [aria-pressed='true'] {
          border-width: 3px;
        }
      }
      h3 {
        color: var(--soft);
        font-weight: 550;
      }
      .period {
        padding: 1.25rem 1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--paper);
      }
      .period h3 {
        color: inherit;
        font-weight: 650;
      }
    `,
  ];

  @property({ attribute: false }) book!: BookView;
  /** the book's own text */
  @property({ attribute: false }) bookText = '';
  @property({ attribute: false }) draft!: Draft;
  /** the months of the answer, with their credits */
  @property({ attribute: false }) months: readonly DemandMonth[] = [];
  @property({ attribute: false }) formats!: Formats;
  @property({ attribute: false }) faults: readonly Fault[] = [];

  override render() {
    const cards = this.draft.lines.filter(({ feature }) =>
      this.book.features.some(({ id }) => id === feature),
    );
    const hasPeople = this.book.seats.length > 0 || this.draft.teams.length > 0;
    const unplaced = this.faults.filter(
      (fault) =>
        !PLACED.test(fault.path) &&
        !PLACED_BALANCE.test(fault.path) &&
        !(hasPeople && PLACED_PEOPLE.test(fault.path)) &&
        cards.every(({ key }) => faultsUnder([fault], `lines.${key}`).length === 0),
    );
    return html`
      <header>
        <h2>${m.usage.title}</h2>
        <slot name="tools"></slot>
      </header>
      ${this.#presets()}
      <credit-events-entry
        .book=${this.book}
        .bookText=${this.bookText}
        .draft=${this.draft}
        .formats=${this.formats}
      ></credit-events-entry>
      ${unplaced.length === 0 ? nothing : html`<div role="alert">${faultText(unplaced)}</div>`}
      <credit-people-fields
        ?hidden=${!hasPeople && !this.book.has_slow}
        .book=${this.book}
        .draft=${this.draft}
        .faults=${this.faults}
      ></credit-people-fields>
      ${[...this.#groups()].map(
        ([group, features]) =>
          html`<section>
            <h3>${group}</h3>
            ${features.map((feature) => this.#cards(feature))}
          </section>`,
      )}
      <section class="period">
        <h3>${m.horizon.title}</h3>
        <credit-horizon-fields
          .book=${this.book}
          .draft=${this.draft}
          .months=${this.months}
          .formats=${this.formats}
          .faults=${this.faults}
        ></credit-horizon-fields>
        <credit-balance-fields
          .book=${this.book}
          .draft=${this.draft}
          .formats=${this.formats}
          .faults=${this.faults}
        ></credit-balance-fields>
      </section>
    `;
  }

  #presets() {
    const { presets } = this.book;
    if (presets.length === 0) return nothing;
    const chosen = presets.find(({ id }) => id === this.draft.preset);
    return html`<section>
      <h3 id="presets">${m.usage.presets}</h3>
      <div class="presets" role="group" aria-labelledby="presets">
        ${presets.map(
          (preset) =>
            html`<button
              aria-pressed=${preset === chosen ? 'true' : 'false'}
              @click=${() => this.dispatchEvent(new EditEvent(withPreset(this.book, preset)))}
            >
              ${preset.name}
            </button>`,
        )}
      </div>
      ${chosen?.about == null ? nothing : html`<p class="soft small">${chosen.about}</p>`}
    </section>`;
  }

  #groups(): Map<string, FeatureView[]> {
    const groups = new Map<string, FeatureView[]>();
    for (const feature of this.book.features) {
      const name = feature.group ?? m.usage.ungrouped;
      groups.set(name, [...(groups.get(name) ?? []), feature]);
    }
    return groups;
  }

  #cards(feature: FeatureView) {
    const lines = this.draft.lines.filter((line) => line.feature === feature.id);
    return repeat(
      lines,
      (line) => line.key,
      (line) =>
        html`<credit-feature-card
          data-line=${line.key}
          .feature=${feature}
          .line=${line}
          .formats=${this.formats}
          .teams=${this.draft.teams}
          .faults=${this.#faultsOf(line)}
          ?removable=${lines.length > 1}
        ></credit-feature-card>`,
    );
  }

  #faultsOf({ key }: LineDraft): Fault[] {
    const path = `lines.${key}`;
    return faultsUnder(this.faults, path).map((fault) => ({
      ...fault,
      path: fault.path.slice(path.length + 1),
    }));
  }
}
