import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BreakEvenView, Piece } from '../../engine/types.ts';
import type { Formats } from '../../format.ts';
import { w } from '../../messages/what-if.ts';
import { base } from '../theme.ts';
import type { Amounts } from './axis.ts';
import { whatIfStyle } from './style.ts';
import { pieceAt, pieceWords, piecesWorthSaying } from './winner-words.ts';

/** More sentences than this are shown on demand. */
const MOST = 8;

/** Which way of buying wins for which usage, in sentences. */
@customElement('credit-pieces-list')
export class PiecesList extends LitElement {
  static override styles = [base, whatIfStyle];

  @property({ attribute: false }) view: BreakEvenView | null = null;
  @property({ attribute: false }) amounts!: Amounts;
  @property({ attribute: false }) formats!: Formats;
  @state() private all = false;

  override render() {
    const { view } = this;
    return html`<section class="part" aria-labelledby="best">
        <h4 id="best">${w.amounts.winsTitle}</h4>
        ${
          view === null || view.best.length === 0
            ? html`<p class="soft">${w.status.working}</p>`
            : this.#sentences(view, view.best)
        }
      </section>
      ${
        view === null || view.single.length === 0
          ? nothing
          : html`<details>
              <summary>${w.amounts.singleTitle}</summary>
              ${this.#sentences(view, view.single)}
            </details>`
      }`;
  }

  #sentences(view: BreakEvenView, all: readonly Piece[]) {
    const { amounts, formats } = this;
    const pieces = piecesWorthSaying(all, amounts);
    const here = view.entered === null ? -1 : pieceAt(pieces, amounts.position(view.entered), amounts);
    const shown = this.all || pieces.length <= MOST ? pieces : pieces.slice(0, MOST);
    return html`<ol class="sentences">
        ${shown.map((piece, index) => {
          const words = pieceWords(pieces, index, amounts);
          const less = piece.exact ? null : piece.at_most_less;
          return html`<li>
            ${index === here ? html`<strong>${words}</strong> <span class="badge">${w.amounts.here}</span>` : words}
            ${
              less === null || !view.done
                ? nothing
                : html`<span class="soft small">${w.amounts.less(formats.money(less))}</span>`
            }
          </li>`;
        })}
      </ol>
      ${
        shown.length === pieces.length
          ? nothing
          : html`<button
              class="plain more"
              @click=${() => {
                this.all = true;
              }}
            >
              ${w.amounts.all(pieces.length)}
            </button>`
      }
      ${
        view.done && pieces.some(({ exact }) => !exact)
          ? html`<p class="soft small">${view.rises ? w.amounts.notExact : w.amounts.mayFall}</p>`
          : nothing
      }`;
  }
}
