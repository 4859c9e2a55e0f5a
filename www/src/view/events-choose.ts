import { LitElement, css, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { m } from '../messages/page.ts';
import { controls } from './field-style.ts';
import { fileButton } from './file-button-style.ts';
import { base } from './theme.ts';

/** Where a file of events is dropped, chosen or pasted. */
@customElement('credit-events-choose')
export class EventsChoose extends LitElement {
  static override styles = [
    base,
    controls,
    fileButton,
    css`
      :host {
        display: grid;
        gap: 1rem;
      }
      .drop {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: center;
        gap: 0.5rem 0.75rem;
        min-height: 6rem;
        padding: 1rem;
        border: 2px dashed var(--edge);
        border-radius: var(--radius);
        text-align: center;
      }
      .drop.over {
        border-color: var(--accent);
        background: var(--tint);
      }
      textarea {
        min-height: 6rem;
        resize: vertical;
        white-space: pre;
        overflow: auto;
        font:
          0.875rem/1.5 ui-monospace,
          'SF Mono',
          Menlo,
          Consolas,
          'DejaVu Sans Mono',
          monospace !important;
      }
      .paste {
        display: grid;
        gap: 0.5rem;
        justify-items: start;
      }
      .paste label {
        margin: 0;
      }
    `,
  ];

  @property({ attribute: false }) take: (file: Blob, name: string) => void = () => undefined;

  @state() private isOver = false;

  override render() {
    const { choose } = m.events;
    return html`
      <div
        class="drop ${this.isOver ? 'over' : ''}"
        @dragover=${this.#over}
        @dragleave=${() => {
          this.isOver = false;
        }}
        @drop=${this.#dropped}
      >
        <span>${choose.drop}</span>
        <label class="button">
          ${choose.pick}
          <input
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
            @change=${this.#picked}
          />
        </label>
      </div>
      <div class="paste">
        <label for="rows">${choose.paste}</label>
        <textarea
          id="rows"
          rows="4"
          spellcheck="false"
          autocomplete="off"
          autocapitalize="off"
          aria-describedby="rows-about"
        ></textarea>
        <p id="rows-about" class="about">${choose.pasteAbout}</p>
        <button @click=${this.#pasted}>${choose.look}</button>
      </div>
    `;
  }

  /** The page takes what is dropped anywhere for a price book; what is dropped here is not. */
  readonly #over = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    event.stopPropagation();
    this.isOver = true;
  };

  readonly #dropped = (event: DragEvent) => {
    this.isOver = false;
    const file = event.dataTransfer?.files[0];
    if (file === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.take(file, file.name);
  };

  readonly #picked = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file !== undefined) this.take(file, file.name);
    // Cleared, so that picking the same file again, corrected, is a change too.
    input.value = '';
  };

  readonly #pasted = () => {
    const text = this.renderRoot.querySelector('textarea')?.value ?? '';
    this.take(new Blob([text], { type: 'text/csv' }), m.events.choose.pasted);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-events-choose': EventsChoose;
  }
}
