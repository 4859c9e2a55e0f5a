import { LitElement, html, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Found, Quote } from '../engine/types.ts';
import { capital, type Formats } from '../format.ts';
import { height } from '../geometry.ts';
import { ledgers, type Ledger } from '../ledgers.ts';
import { m } from '../messages/page.ts';
import { flowOf, type Fate, type Flow, type Source } from './flow-sums.ts';
import { flowStyle } from './flow-style.ts';
import { tables } from './table-style.ts';
import { base } from './theme.ts';

const FATES = ['used', 'expired', 'left'] as const;
/** The length of the longest bar, in the bars' own units. */
const LONGEST = 1000;

const words = m.pictures.flow;

/** Where each credit goes: bars that are the rows of tables, so that picture and numbers cannot differ. */
@customElement('credit-flow-picture')
export class FlowPicture extends LitElement {
  static override styles = [base, tables, flowStyle];

  @property({ attribute: false }) quote!: Quote;
  @property({ attribute: false }) found!: Found;
  @property({ attribute: false }) formats!: Formats;

  override render() {
    const all = ledgers(this.found);
    return all.map((ledger) => this.#ledger(ledger, all.length > 1));
  }

  #ledger(ledger: Ledger, named: boolean) {
    const flow = flowOf(this.quote, this.found, ledger);
    if (flow.total.all === '0') return nothing;
    const type = this.formats.credit(ledger.credit);
    const { all, used, expired, left } = flow.total;
    const number = (decimal: string) => (decimal === '0' ? null : this.formats.number(decimal));
    return html`<div class="type" data-credit=${ledger.credit}>
      ${named ? html`<h3>${capital(type.plural)}</h3>` : nothing}
      <p>${words.words(type.exact(all), this.formats.number(used), number(expired), number(left))}</p>
      <ul class="legend small soft" aria-hidden="true" ?hidden=${all === used}>
        ${FATES.filter((fate) => flow.total[fate] !== '0').map(
          (fate) =>
            html`<li>
              <svg class="key" width="16" height="10">
                <rect class=${fate} x="1" y="1" width="14" height="8"></rect></svg
              >${words[fate]}
            </li>`,
        )}
      </ul>
      <div class="both">
        ${this.#sources(flow, named ? words.sourcesOf(type.plural) : words.sources)}
        ${this.#purposes(flow, named ? words.usesOf(type.plural) : words.uses)}
      </div>
    </div>`;
  }

  #sources({ sources, total }: Flow, caption: string) {
    const most = Math.max(...sources.map(({ all }) => height(all)));
    const shown = (['all', ...FATES] as const).filter((key) => total[key] !== '0');
    const cells = (fate: Fate) =>
      shown.map(
        (key) =>
          html`<td
            role="cell"
            data-label=${words[key]}
            class="number ${key === 'expired' && fate[key] !== '0' ? 'loss' : ''} ${fate[key] === '0' ? 'none' : ''}"
          >
            ${this.formats.number(fate[key])}
          </td>`,
      );
    return this.#table(
      caption,
      'sources',
      [words.source, ...shown.map((key) => words[key])],
      sources.map(
        (source) =>
          html`<tr role="row" data-source=${source.id}>
            <th scope="row" role="rowheader">
              ${this.#nameOf(source)}
              ${this.#bar(
                FATES.map((fate) => [fate, source[fate]] as const),
                most,
              )}
            </th>
            ${cells(source)}
          </tr>`,
      ),
      cells(total),
    );
  }

  #purposes({ purposes, total }: Flow, caption: string) {
    const most = Math.max(...purposes.map(({ credits }) => height(credits)));
    const cell = (credits: string) =>
      html`<td role="cell" class="number" data-label=${words.used}>${this.formats.number(credits)}</td>`;
    return this.#table(
      caption,
      'purposes',
      [words.feature, words.used],
      purposes.map(
        ({ feature, name, credits }) =>
          html`<tr role="row" data-feature=${feature}>
            <th scope="row" role="rowheader">${name} ${this.#bar([['used', credits]], most)}</th>
            ${cell(credits)}
          </tr>`,
      ),
      cell(total.used),
    );
  }

  #nameOf({ from }: Source): string {
    if ('beyond' in from) return words[from.beyond];
    return from.offer === '' ? words.start : from.offer;
  }

  #table(caption: string, name: string, heads: readonly string[], rows: unknown, totals: unknown) {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${caption}>
      <table role="table" class=${name}>
        <caption>
          ${caption}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            ${heads.map(
              (head, at) =>
                html`<th scope="col" role="columnheader" class=${at === 0 ? '' : 'number'}>${head}</th>`,
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${rows}
        </tbody>
        <tfoot role="rowgroup">
          <tr role="row">
            <th scope="row" role="rowheader">${words.total}</th>
            ${totals}
          </tr>
        </tfoot>
      </table>
    </div>`;
  }

  #bar(parts: readonly (readonly [fate: string, credits: string])[], most: number) {
    let x = 0;
    return html`<svg
      class="bar"
      aria-hidden="true"
      width="100%"
      height="10"
      viewBox="0 0 ${LONGEST} 10"
      preserveAspectRatio="none"
    >
      ${parts.map(([fate, credits]) => {
        const width = (height(credits) / most) * LONGEST;
        const from = x;
        x += width;
        return width === 0
          ? nothing
          : svg`<rect class=${fate} x=${from} y="1" width=${width} height="8"></rect>`;
      })}
    </svg>`;
  }
}
