import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { m } from '../messages/page.ts';
import { base } from './theme.ts';

/** Back, forth, and to the start: for everything that is entered. */
@customElement('credit-history-bar')
export class HistoryBar extends LitElement {
  static override styles = [
    base,
    css`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 0 0.25rem;
        margin-inline: -0.5rem;
      }
      button[aria-disabled='true'] {
        color: var(--soft);
        cursor: default;
        text-decoration: none;
      }
      svg {
        width: 1.125rem;
        height: 1.125rem;
        fill: none;
        stroke: currentColor;
        stroke-width: 2;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
    `,
  ];

  @property({ type: Boolean, attribute: 'can-undo' }) canUndo = false;
  @property({ type: Boolean, attribute: 'can-redo' }) canRedo = false;
  /** the example to go back to */
  @property({ attribute: false }) presetName: string | null = null;
  @property({ attribute: false }) undo: () => void = () => undefined;
  @property({ attribute: false }) redo: () => void = () => undefined;
  @property({ attribute: false }) reset: () => void = () => undefined;

  override render() {
    return html`
      ${this.#step(m.take.undo, 'Control+Z', this.canUndo, this.undo, 'M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3')}
      ${this.#step(m.take.redo, 'Control+Shift+Z', this.canRedo, this.redo, 'm15 14 5-5-5-5M20 9H10a6 6 0 0 0 0 12h3')}
      <button class="plain" title=${this.#resetWords()} @click=${this.reset}>${m.take.reset}</button>
    `;
  }

  /** A button that can do nothing now keeps the focus it may have. */
  #step(label: string, keys: string, able: boolean, act: () => void, path: string) {
    return html`<button
      class="plain"
      aria-label=${label}
      aria-keyshortcuts=${keys}
      aria-disabled=${able ? nothing : 'true'}
      title="${label} (${keys.replace('Control', 'Ctrl')})"
      @click=${able ? act : nothing}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d=${path}></path></svg>
    </button>`;
  }

  #resetWords(): string {
    return this.presetName === null ? m.take.resetAll : m.take.resetTo(this.presetName);
  }
}
