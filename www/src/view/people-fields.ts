import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Draft } from '../draft.ts';
import { withSeats } from '../edits.ts';
import type { BookView, Fault } from '../engine/types.ts';
import { m } from '../messages/page.ts';
import { faultsAt } from '../usage.ts';
import { EditEvent } from './edit-event.ts';
import { faultText } from './fault-text.ts';
import { base } from './theme.ts';
import './number-field.ts';
import './toggle-field.ts';

const SEATS = { min: '0', max: null, step: '1', around: '5' } as const;

/** For how many people plans are paid, by kind of seat and team, and whether slow use is good enough. */
@customElement('credit-people-fields')
export class PeopleFields extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: block;
      }
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.75rem;
        padding: 1.25rem 1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--paper);
      }
      h4 {
        margin-top: 0.25rem;
        font-size: 0.9375rem;
      }
    `,
  ];

  @property({ attribute: false }) book!: BookView;
  @property({ attribute: false }) draft!: Draft;
  @property({ attribute: false }) faults: readonly Fault[] = [];

  override render() {
    const { book, draft } = this;
    const people = book.seats.length > 0 || draft.teams.length > 0;
    return html`<section>
      ${people ? html`<h3>${m.people.title}</h3>` : nothing}
      ${
        draft.teams.length > 0
          ? draft.teams.map(
              ({ id, seats }, at) =>
                html`<h4>${m.people.team(id)}</h4>
                  ${faultText(faultsAt(this.faults, `teams[${at}].id`))}
                  ${this.#seats(seats, `teams[${at}].seats`, at)}`,
            )
          : this.#seats(draft.seats, 'seats', null)
      }
      <credit-toggle-field
        ?hidden=${!book.has_slow}
        data-input="slow"
        .label=${m.people.slow}
        .about=${m.people.slowAbout}
        .checked=${draft.slow}
        .faults=${faultsAt(this.faults, 'slow')}
        .change=${(slow: boolean) => this.#edit((old) => ({ ...old, slow }))}
      ></credit-toggle-field>
    </section>`;
  }

  /** Nothing said counts as one person of the first kind. */
  #seats(given: Readonly<Record<string, string>> | null, path: string, team: number | null) {
    const { seats } = this.book;
    const shown = Object.fromEntries(
      seats.map(({ id }, at) => [id, given === null && at === 0 ? '1' : (given?.[id] ?? '0')]),
    );
    const strange = Object.keys(given ?? {}).filter((kind) => !seats.some(({ id }) => id === kind));
    return html`${faultText(faultsAt(this.faults, path))}
    ${strange.map((kind) => faultText(faultsAt(this.faults, `${path}.${kind}`)))}
    ${seats.map(
      ({ id, name }) =>
        html`<credit-number-field
          data-input="${path}.${id}"
          .label=${name}
          .range=${SEATS}
          .value=${shown[id] ?? '0'}
          .faults=${faultsAt(this.faults, `${path}.${id}`)}
          .change=${(typed: string) => this.#edit(withSeats({ ...given, ...shown, [id]: typed }, team))}
        ></credit-number-field>`,
    )}`;
  }

  #edit(edit: EditEvent['edit']): void {
    this.dispatchEvent(new EditEvent(edit));
  }
}
