import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Fault } from '../engine/types.ts';
import { m } from '../messages/page.ts';
import { controls } from '../view/field-style.ts';
import { base, tokens } from '../view/theme.ts';
import '../view/fault-list.ts';

/** A place that is gone to is shown with this many lines above it. */
const LINES_ABOVE = 4;

/** The text of a price book with its faults beside it. */
@customElement('credit-book-editor')
export class BookEditor extends LitElement {
  static override styles = [
    tokens,
    base,
    controls,
    css`
      section {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr));
        gap: 1rem 1.5rem;
        padding: 1rem clamp(1rem, 3vw, 1.5rem) 1.5rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--paper);
      }
      textarea {
        height: min(28rem, 60vh);
        resize: vertical;
        white-space: pre;
        overflow: auto;
        tab-size: 2;
        font:
          0.875rem/1.5 ui-monospace,
          'SF Mono',
          Menlo,
          Consolas,
          'DejaVu Sans Mono',
          monospace !important;
      }
      .result {
        display: grid;
        gap: 0.75rem;
        align-content: start;
      }
      .list {
        max-height: min(28rem, 60vh);
        overflow: auto;
        padding: 0.25rem;
        background: var(--ground);
      }
    `,
  ];

  @property() text = '';
  @property({ attribute: false }) faults: readonly Fault[] = [];
  @property({ attribute: false }) warnings: readonly Fault[] = [];
  @property({ attribute: false }) change: (text: string) => void = () => undefined;

  override render() {
    const faulty = this.faults.length > 0;
    const listed = faulty ? this.faults : this.warnings;
    return html`<section aria-label=${m.editor.title} class="screen">
      <div>
        <label for="text">${m.editor.text}</label>
        <textarea
          id="text"
          spellcheck="false"
          autocomplete="off"
          autocapitalize="off"
          aria-invalid=${faulty ? 'true' : 'false'}
          aria-describedby="result"
          .value=${live(this.text)}
          @input=${(event: Event) => {
            this.change((event.target as HTMLTextAreaElement).value);
          }}
        ></textarea>
      </div>
      <div class="result">
        <p id="result" role="status">${this.#result()}</p>
        <div
          class="list"
          tabindex="0"
          role="region"
          aria-label=${m.editor.list}
          ?hidden=${listed.length === 0}
        >
          <credit-fault-list .faults=${listed} .goTo=${this.#goTo}></credit-fault-list>
        </div>
      </div>
    </section>`;
  }

  #result(): string {
    if (this.faults.length > 0) return m.editor.faulty(this.faults.length);
    if (this.warnings.length > 0) return `${m.editor.good} ${m.editor.warnings(this.warnings.length)}`;
    return m.editor.good;
  }

  /** Columns count characters, as the engine does; the text area counts UTF-16 units. */
  readonly #goTo = (line: number, column: number) => {
    const area = this.renderRoot.querySelector('textarea');
    if (area === null) return;
    const lines = area.value.split('\n');
    const before = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    const within = Array.from(lines[line - 1] ?? '')
      .slice(0, column - 1)
      .join('').length;
    area.focus();
    area.scrollTop = (area.scrollHeight / lines.length) * (line - LINES_ABOVE);
    area.setSelectionRange(before + within, before + within + 1);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-book-editor': BookEditor;
  }
}
