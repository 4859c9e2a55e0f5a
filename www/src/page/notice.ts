import { LitElement, css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { m } from '../messages/page.ts';
import { base, tokens } from '../view/theme.ts';

export type NoticeAction = { readonly label: string; readonly act: () => void };

/** Something the page has to say that is no fault: read, and closed. */
@customElement('credit-notice')
export class Notice extends LitElement {
  static override styles = [
    tokens,
    base,
    css`
      section {
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        justify-content: space-between;
        gap: 0.5rem 1.5rem;
        margin-bottom: 1.5rem;
        padding: 0.75rem 1rem;
        border: 1px solid var(--line);
        border-inline-start: 4px solid var(--accent);
        border-radius: calc(var(--radius) - 4px);
        background: var(--paper);
      }
      .words {
        flex: 1 1 20rem;
        display: grid;
        gap: 0.25rem;
        align-self: center;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
    `,
  ];

  /** what to say, a paragraph each; nothing: the notice is not shown */
  @property({ attribute: false }) sentences: readonly string[] = [];
  @property({ attribute: false }) actions: readonly NoticeAction[] = [];

  say(sentences: readonly string[], actions: readonly NoticeAction[] = []): void {
    this.sentences = sentences;
    this.actions = actions;
  }

  override render() {
    const act = (action: NoticeAction) => () => {
      this.say([]);
      action.act();
    };
    return html`<div role="status">
      <section ?hidden=${this.sentences.length === 0} class="screen">
        <div class="words">${this.sentences.map((sentence) => html`<p>${sentence}</p>`)}</div>
        <div class="actions">
          ${this.actions.map((action) => html`<button @click=${act(action)}>${action.label}</button>`)}
          <button class="plain" @click=${() => this.say([])}>${m.take.close}</button>
        </div>
      </section>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-notice': Notice;
  }
}
