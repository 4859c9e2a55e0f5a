import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { locale } from '../messages/locale.ts';
import { LANGUAGES, language, languageOf, type LanguageId } from '../messages/language.ts';
import { m } from '../messages/page.ts';
import { controls } from '../view/field-style.ts';
import { fileButton } from '../view/file-button-style.ts';
import { base, tokens } from '../view/theme.ts';
import type { ListedBook } from './shelf.ts';

/** The entry for a file that is not in the list. */
const OWN = '';

/** Which price book: one of the list, or a file of the visitor's own. */
@customElement('credit-book-bar')
export class BookBar extends LitElement {
  static override styles = [
    tokens,
    base,
    controls,
    fileButton,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.75rem 1.5rem;
      }
      .title {
        flex: 1 1 22rem;
      }
      h1 {
        margin: 0;
        font-size: 1.375rem;
        font-weight: 700;
        letter-spacing: -0.02em;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.5rem;
        min-width: 0;
      }
      .choose {
        display: flex;
        align-items: center;
        gap: 0.5rem;
        margin: 0;
        min-width: 0;
      }
      .choose span {
        white-space: nowrap;
      }
      select {
        min-width: 9rem;
        max-width: 16rem;
      }
      .language {
        min-width: 0;
      }
      @media print {
        .tools {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) books: readonly ListedBook[] = [];
  /** the file of the list in use, or null for one's own */
  @property({ attribute: false }) chosen: string | null = null;
  @property({ attribute: false }) ownName: string | null = null;
  @property({ type: Boolean }) editing = false;
  @property({ attribute: false }) choose: (file: string) => void = () => undefined;
  @property({ attribute: false }) speak: (id: LanguageId) => void = () => undefined;
  @property({ attribute: false }) openFile: (file: File) => void = () => undefined;
  @property({ attribute: false }) toggleEditor: () => void = () => undefined;

  override render() {
    return html`
      <div class="title">
        <h1>${m.page.title}</h1>
        <p class="soft small">${m.page.about}</p>
      </div>
      <div class="tools">
        <label class="choose">
          <span>${m.page.book}</span>
          <select @change=${this.#chosen}>
            ${
              this.ownName === null
                ? nothing
                : html`<option value=${OWN} .selected=${live(this.chosen === null)}>
                    ${m.page.ownFile(this.ownName)}
                  </option>`
            }
            ${sorted(this.books).map(
              ({ file, name }) =>
                html`<option value=${file} .selected=${live(file === this.chosen)}>${name}</option>`,
            )}
          </select>
        </label>
        <label class="button">
          ${m.page.openFile}
          <input type="file" accept=".json,application/json" @change=${this.#picked} />
        </label>
        <button aria-expanded=${this.editing ? 'true' : 'false'} @click=${this.toggleEditor}>
          ${m.page.edit}
        </button>
        ${Object.keys(LANGUAGES).length < 2 ? nothing : this.#languages()}
      </div>
    `;
  }

  #languages() {
    return html`<select aria-label=${m.page.language} class="language" @change=${this.#spoken}>
      ${Object.entries(LANGUAGES).map(
        ([id, name]) =>
          html`<option value=${id} lang=${id} .selected=${live(id === language().id)}>${name}</option>`,
      )}
    </select>`;
  }

  readonly #spoken = (event: Event) => {
    const id = languageOf((event.target as HTMLSelectElement).value);
    if (id !== null) this.speak(id);
  };

  readonly #chosen = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    if (value !== OWN) this.choose(value);
  };

  readonly #picked = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file !== undefined) this.openFile(file);
    // Cleared, so that picking the same file again, corrected, is a change too.
    input.value = '';
  };
}

function sorted(books: readonly ListedBook[]): ListedBook[] {
  return [...books].sort((one, other) => one.name.localeCompare(other.name, locale.numbers));
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-book-bar': BookBar;
  }
}
