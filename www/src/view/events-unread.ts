import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BookView, EventsName, EventsUnknown, EventsView } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { controls } from './field-style.ts';
import { base } from './theme.ts';

/** Rows that cannot be read: how many, why, and what can be done. */
@customElement('credit-events-unread')
export class EventsUnread extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      section {
        display: grid;
        gap: 0.75rem;
        padding: 1rem;
        border-inline-start: 4px solid var(--loss);
        background: var(--ground);
        overflow-wrap: anywhere;
      }
      li {
        padding-block: 0.375rem;
        border-bottom: 1px solid var(--line);
      }
      .where {
        font-weight: 600;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      .name {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 10rem), 1fr));
        gap: 0.25rem 0.75rem;
        align-items: center;
        padding-block: 0.25rem;
      }
      .name label {
        margin: 0;
        font-weight: 400;
      }
    `,
  ];

  @property({ attribute: false }) book!: BookView;
  @property({ attribute: false }) view!: EventsView;
  @property({ attribute: false }) formats!: Formats;
  @property({ type: Boolean }) left = false;
  @property({ attribute: false }) leave: () => void = () => undefined;
  @property({ attribute: false }) again: (names: readonly EventsName[]) => void = () => undefined;

  @state() private names: readonly EventsName[] = [];

  override render() {
    const { unread } = m.events;
    const { unread: count, rows, faults, events } = this.view;
    const shown = this.formats.number(String(count));
    return html`<section aria-labelledby="unread">
      <h4 id="unread">
        ${this.left ? unread.left(shown) : unread.title(shown, this.formats.number(String(rows)))}
      </h4>
      ${this.left ? nothing : html`<p class="small">${events === 0 ? unread.none : unread.about}</p>`}
      ${this.#names()}
      <details ?open=${!this.left}>
        <summary>${unread.first(this.formats.number(String(faults.length)))}</summary>
        <ul>
          ${faults.map(
            ({ line, column, message, fix }) =>
              html`<li>
                <span class="where">${unread.line(this.formats.number(String(line)), column)}:</span>
                ${message}. <span class="soft">${m.fault.fix} ${fix}.</span>
              </li>`,
          )}
        </ul>
      </details>
      <div class="buttons" ?hidden=${this.left || events === 0}>
        <button @click=${this.leave}>${unread.leave(shown)}</button>
      </div>
    </section>`;
  }

  #names() {
    const { unknown } = this.view;
    const { unread } = m.events;
    if (unknown.length === 0) return nothing;
    return html`<div>
      <p class="label">${unread.names}</p>
      ${unknown.map((name, at) => this.#name(name, at))}
      <button
        ?hidden=${this.names.length === 0}
        @click=${() => {
          this.again(this.names);
        }}
      >
        ${unread.again}
      </button>
    </div>`;
  }

  #name({ input, name, rows }: EventsUnknown, at: number) {
    const same = (said: EventsName) => said.name === name && (said.input ?? null) === input;
    const means = this.names.find(same)?.means ?? '';
    return html`<div class="name">
      <label for="name-${at}">${m.events.unread.named(name, this.formats.number(String(rows)))}</label>
      <select
        id="name-${at}"
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          const others = this.names.filter((said) => !same(said));
          const said = { name, means: value, ...(input === null ? {} : { input }) };
          this.names = value === '' ? others : [...others, said];
        }}
      >
        <option value="" .selected=${means === ''}>${m.events.unread.means}</option>
        ${this.#meanings(input).map(
          ([id, label]) => html`<option value=${id} .selected=${id === means}>${label}</option>`,
        )}
      </select>
    </div>`;
  }

  #meanings(input: string | null): readonly (readonly [id: string, name: string])[] {
    if (input === null) return this.book.features.map(({ id, name }) => [id, name] as const);
    const choices = this.book.features
      .flatMap(({ inputs }) => inputs)
      .flatMap(({ id, kind }) => (id === input && 'choice' in kind ? kind.choice.choices : []));
    return [...new Map(choices.map(({ id, name }) => [id, name] as const))];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-events-unread': EventsUnread;
  }
}
