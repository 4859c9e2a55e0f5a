import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { today } from '../clock.ts';
import { locale } from '../messages/locale.ts';
import { m } from '../messages/page.ts';
import { controls } from '../view/field-style.ts';
import { base } from '../view/theme.ts';
import type { Desk } from './desk.ts';
import { download } from './download.ts';
import { KINDS, fileOf, type FileKind } from './files.ts';
import './scenarios-dialog.ts';
import type { ScenariosDialog } from './scenarios-dialog.ts';
import type { Shared } from './link/link.ts';
import { linkTo, sharedOf, type Link } from './share.ts';

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
      details {
        position: relative;
      }
      summary {
        width: 100%;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary::after {
        content: '';
        width: 0.5rem;
        height: 0.5rem;
        margin-block-start: -0.25rem;
        border: solid currentColor;
        border-width: 0 2px 2px 0;
        rotate: 45deg;
      }
      .menu {
        position: absolute;
        inset-block-end: calc(100% + 0.25rem);
        inset-inline-start: 0;
        z-index: 2;
        display: grid;
        width: max-content;
        max-width: calc(100vw - 2rem);
        padding: 0.25rem;
        border: 1px solid var(--edge);
        border-radius: calc(var(--radius) - 4px);
        background: var(--paper);
        box-shadow: 0 4px 16px rgb(0 0 0 / 20%);
      }
      .menu button {
        justify-content: start;
        border-color: transparent;
        text-align: start;
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
  @property({ attribute: false }) print: () => void = () => undefined;
  @property({ attribute: false }) openScenario: (shared: Shared) => void = () => undefined;
  @state() private said = '';
  @state() private byHand: string | null = null;

  override render() {
    return html`<div class="screen">
      <div class="bar" role="group" aria-label=${m.take.bar}>
        <button @click=${this.#copy}>${m.take.link.copy}</button>
        <button @click=${this.#print}>${m.take.print.button}</button>
        ${this.#downloads()}
        <button @click=${this.#scenarios}>${m.take.scenarios.open}</button>
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
      <credit-scenarios-dialog
        .current=${this.#current}
        .openScenario=${this.openScenario}
      ></credit-scenarios-dialog>
      ${this.keeps ? nothing : html`<p class="said soft small">${m.take.kept.notKept}</p>`}
    </div>`;
  }

  /** Closed again by a choice, by Escape, and by going on elsewhere. */
  #downloads() {
    return html`<details @keydown=${closeOnEscape} @focusout=${closeOutside}>
      <summary class="button">${m.take.download.menu}</summary>
      <div class="menu">
        ${KINDS.map(
          (kind) => html`<button @click=${() => this.#download(kind)}>${m.take.download[kind]}</button>`,
        )}
      </div>
    </details>`;
  }

  async #download(kind: FileKind): Promise<void> {
    this.renderRoot.querySelector('details')?.removeAttribute('open');
    if (this.desk === null) return;
    const file = await fileOf(kind, this.desk, new Date(), today());
    if (typeof file !== 'string') download(file);
    this.#say(typeof file === 'string' ? file : m.take.download.done(file.name));
  }

  readonly #current = () => (this.desk === null ? Promise.resolve(null) : sharedOf(this.desk, today()));

  readonly #scenarios = () => {
    this.renderRoot.querySelector<ScenariosDialog>('credit-scenarios-dialog')?.show();
  };

  readonly #print = () => {
    this.#say('');
    this.print();
  };

  /** Says briefly what was done. */
  #say(words: string): void {
    this.byHand = null;
    this.said = words;
  }

  readonly #copy = async () => {
    if (this.desk === null) return;
    const link = await linkTo(this.desk, today());
    if (link === null) return;
    const isCopied = await copied(link.address);
    this.#say(copyWords(link, isCopied));
    this.byHand = isCopied ? null : link.address;
  };
}

function copyWords({ address, bookLeftOut, onlyHere }: Link, isCopied: boolean): string {
  const words = m.take.link;
  const done = onlyHere
    ? words.onlyHere
    : words.copied(new Intl.NumberFormat(locale.numbers).format(address.length));
  return [...(isCopied ? [done] : []), ...(bookLeftOut ? [words.bookLeftOut] : [])].join(' ');
}

function closeOnEscape(event: KeyboardEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  if (event.key !== 'Escape' || !menu.open) return;
  event.stopPropagation();
  menu.open = false;
  menu.querySelector('summary')?.focus();
}

function closeOutside(event: FocusEvent): void {
  const menu = event.currentTarget as HTMLDetailsElement;
  if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) menu.open = false;
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
