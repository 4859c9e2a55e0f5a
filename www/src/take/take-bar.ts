import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { today } from '../clock.ts';
import { m } from '../messages/en.ts';
import { controls } from '../view/field-style.ts';
import { base } from '../view/theme.ts';
import type { Desk } from './desk.ts';
import { linkTo, type Link } from './share.ts';

const letters = new Intl.NumberFormat(m.take.locale);

/** Everything that takes the answer along: a link, paper, files, names. */
@customElement('credit-take-bar')
export class TakeBar extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        display: block;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
      .bar > * {
        flex: 1 1 auto;
      }
      .said {
        margin-top: 0.5rem;
      }
      .said:empty {
        display: none;
      }
    `,
  ];

  @property({ attribute: false }) desk: Desk | null = null;
  /** whether the browser keeps what is entered */
  @property({ attribute: false }) keeps = true;
  @state() private said = '';
  @state() private byHand: string | null = null;

  override render() {
    return html`<div class="screen">
      <div class="bar" role="group" aria-label=${m.take.bar}>
        <button @click=${this.#copy}>${m.take.link.copy}</button>
        <slot></slot>
      </div>
      <p class="said soft small" role="status">${this.said}</p>
      ${
        this.byHand === null
          ? nothing
          : html`<label class="said">
              ${m.take.link.byHand}
              <input readonly .value=${this.byHand} @focus=${selectAll} />
            </label>`
      }
      ${this.keeps ? nothing : html`<p class="said soft small">${m.take.kept.notKept}</p>`}
    </div>`;
  }

  /** Says briefly what was done. */
  say(words: string): void {
    this.said = words;
  }

  readonly #copy = async () => {
    if (this.desk === null) return;
    const link = await linkTo(this.desk, today());
    if (link === null) return;
    const isCopied = await copied(link.address);
    this.byHand = isCopied ? null : link.address;
    this.say(copyWords(link, isCopied));
  };
}

function copyWords({ address, bookLeftOut, onlyHere }: Link, isCopied: boolean): string {
  const words = m.take.link;
  const done = onlyHere ? words.onlyHere : words.copied(letters.format(address.length));
  return [...(isCopied ? [done] : []), ...(bookLeftOut ? [words.bookLeftOut] : [])].join(' ');
}

function selectAll(event: FocusEvent): void {
  (event.target as HTMLInputElement).select();
}

/** Whether the browser let it; pages without TLS may not. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-take-bar': TakeBar;
  }
}
