import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { LineDraft } from '../draft.ts';
import { withLine } from '../edits.ts';
import type { Fault, TeamUsage } from '../engine/types.ts';
import { m } from '../messages/page.ts';
import { faultsAt } from '../usage.ts';
import { EditEvent } from './edit-event.ts';
import { faultText } from './fault-text.ts';
import { controls, fieldLayout } from './field-style.ts';
import { base } from './theme.ts';
import './number-field.ts';

/** The parts of a line that have their box here. */
export const DETAILS = ['on_days', 'success', 'team'] as const;
type Part = (typeof DETAILS)[number];

/** What few lines need: which team does it, on how many days of a month, how much of it succeeds. */
@customElement('credit-line-details')
export class LineDetails extends LitElement {
  static override styles = [
    base,
    controls,
    fieldLayout,
    css`
      .fields {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.5rem;
      }
      select {
        max-width: 16rem;
      }
    `,
  ];

  @property({ attribute: false }) line!: LineDraft;
  @property({ attribute: false }) teams: readonly TeamUsage[] = [];
  @property({ attribute: false }) faults: readonly Fault[] = [];
  /** whether only successful uses cost anything */
  @property({ type: Boolean }) success = false;

  override render() {
    const { onDays, success } = this.line;
    const faults = (part: Part) => faultsAt(this.faults, part);
    return html`<div class="fields">
      ${this.#team(faults('team'))}
      ${
        this.success || success !== null
          ? html`<credit-number-field
              data-input="success"
              .label=${m.usage.success}
              .unit=${'%'}
              .placeholder=${m.usage.allSucceed}
              .value=${success ?? ''}
              .faults=${faults('success')}
              .change=${(typed: string) => this.#edit({ success: typed })}
            ></credit-number-field>`
          : nothing
      }
      ${
        onDays !== null
          ? html`<credit-number-field
              data-input="on_days"
              .label=${m.usage.onDays}
              .unit=${m.usage.onDaysUnit}
              .about=${m.usage.onDaysAbout}
              .placeholder=${m.usage.everyDay}
              .value=${onDays}
              .faults=${faults('on_days')}
              .change=${(typed: string) => this.#edit({ onDays: typed })}
            ></credit-number-field>`
          : nothing
      }
    </div>`;
  }

  #team(faults: readonly Fault[]) {
    const { team } = this.line;
    if (this.teams.length === 0) return faultText(faults);
    return html`<div class="field">
      <label for="team">${m.usage.team}</label>
      <select
        id="team"
        aria-describedby="team-fault"
        @change=${(event: Event) => {
          this.#edit({ team: (event.target as HTMLSelectElement).value });
        }}
      >
        ${
          this.teams.some(({ id }) => id === team)
            ? nothing
            : html`<option value=${team ?? ''} .selected=${live(true)}>${team ?? m.usage.noTeam}</option>`
        }
        ${this.teams.map(({ id }) => html`<option value=${id} .selected=${live(id === team)}>${id}</option>`)}
      </select>
      <div id="team-fault" class="faults">${faultText(faults)}</div>
    </div>`;
  }

  #edit(change: Partial<LineDraft>): void {
    this.dispatchEvent(new EditEvent(withLine(this.line.key, change)));
  }
}
