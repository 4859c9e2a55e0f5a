import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Draft } from '../draft.ts';
import { withPace, withoutMeasured } from '../edits.ts';
import type { BookView, MeasuredUsage } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { EditEvent } from './edit-event.ts';
import { pace } from './events-pace.ts';
import { controls } from './field-style.ts';
import { base } from './theme.ts';

/** More features than these are not named one by one. */
const MOST_NAMED = 4;

/** The way to files of real events, and what was measured in one. What reads them is fetched when it is asked for. */
@customElement('credit-events-entry')
export class EventsEntry extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: grid;
        gap: 0.75rem;
      }
      .measured {
        display: grid;
        gap: 0.75rem;
        padding: 1rem;
        border: 1px solid var(--accent);
        border-radius: var(--radius);
        background: var(--tint);
        overflow-wrap: anywhere;
      }
      .measured h3 {
        margin-bottom: 0.25rem;
      }
      .way button {
        margin-bottom: 0.25rem;
      }
    `,
  ];

  @property({ attribute: false }) book!: BookView;
  @property({ attribute: false }) bookText = '';
  @property({ attribute: false }) draft!: Draft;
  @property({ attribute: false }) formats!: Formats;

  @state() private open = false;

  override render() {
    const { measured } = this.draft;
    return html`
      ${measured === null ? nothing : this.#measured(measured)}
      <div class="way">
        <button aria-expanded=${this.open ? 'true' : 'false'} @click=${this.#toggled}>
          ${m.events.open}
        </button>
        <p class="soft small">${m.events.about}</p>
      </div>
      ${
        this.open
          ? html`<credit-events-panel
              .book=${this.book}
              .bookText=${this.bookText}
              .start=${this.draft.start}
              .formats=${this.formats}
            ></credit-events-panel>`
          : nothing
      }
    `;
  }

  #measured(measured: MeasuredUsage) {
    const { formats } = this;
    const { name, first, last } = measured;
    const span =
      first === undefined || last === undefined
        ? ''
        : m.events.measured.span(formats.date(first), formats.date(last));
    return html`<section class="measured" aria-labelledby="measured">
      <div>
        <h3 id="measured">${m.events.measured.title}</h3>
        <p>${m.events.measured.about(name, this.#counts(measured))} ${span}</p>
      </div>
      ${pace(measured, formats, (pace, days) => {
        this.dispatchEvent(new EditEvent(withPace(pace, days)));
      })}
      <div>
        <button @click=${() => this.dispatchEvent(new EditEvent(withoutMeasured()))}>
          ${m.events.measured.remove}
        </button>
      </div>
    </section>`;
  }

  #counts({ lines }: MeasuredUsage): string[] {
    const named = lines.map(({ feature, events }) => {
      const of = this.book.features.find(({ id }) => id === feature)?.name ?? feature;
      return m.events.measured.of(this.formats.number(events), of);
    });
    const more = named.length - MOST_NAMED;
    return more > 0 ? [...named.slice(0, MOST_NAMED), m.answer.range.others(more)] : named;
  }

  readonly #toggled = () => {
    this.open = !this.open;
    if (this.open) void import('../events/panel.ts');
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-events-entry': EventsEntry;
  }
}
