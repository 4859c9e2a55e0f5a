import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FeatureRules, FeatureView } from '../engine/types.ts';
import { r } from '../messages/rules.ts';
import { grouped, toldFeature, type Told, type ToldCost } from './rules-feature.ts';
import type { Spoken } from './rules-formula.ts';
import type { Reading } from './rules-reading.ts';
import { rulesStyle } from './rules-style.ts';
import { tableOf, tiersOf } from './rules-tables.ts';
import { base } from './theme.ts';

/** More features than this can be searched, and their groups are folded. */
const MANY = 8;

/** A table of no more rows than this is shown at once. */
const SHORT = 8;

/** How each feature's credits are counted. */
@customElement('credit-rules-counting')
export class RulesCounting extends LitElement {
  static override styles = [
    base,
    rulesStyle,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.75rem;
      }
      article {
        padding-block: 0.75rem;
        border-top: 1px solid var(--line);
      }
      article h4,
      h5 {
        margin: 0;
        font-size: 1rem;
        font-weight: 650;
      }
      label {
        display: grid;
        gap: 0.25rem;
        max-width: 24rem;
      }
      input {
        min-height: var(--touch);
        padding: 0.25rem 0.75rem;
        border: 1px solid var(--edge);
        border-radius: calc(var(--radius) - 4px);
        background: var(--paper);
        color: var(--ink);
        font: inherit;
      }
      .group > summary {
        padding-block: 0.5rem;
        font-weight: 650;
      }
      summary h4 {
        display: inline;
      }
      .inner > summary {
        display: list-item;
        padding-block: 0.625rem;
        color: var(--accent);
        font-size: 0.9375rem;
      }
      .notes {
        list-style: none;
        padding: 0;
        margin-block: 0.5rem;
      }
      .example {
        padding-inline-start: 0.75rem;
        border-inline-start: 3px solid var(--tint);
      }
      @media print {
        details.group:not([open]),
        details.inner:not([open]) {
          display: none;
        }
        label {
          display: none;
        }
      }
    `,
  ];

  @property({ attribute: false }) reading!: Reading;
  @state() private searched = '';

  override render() {
    const { book, rules } = this.reading;
    const isLong = book.features.length > MANY;
    const wanted = this.searched.trim().toLocaleLowerCase();
    const groups = [...grouped(book.features, rules)].map(
      ([group, features]) =>
        [
          group,
          features.filter(
            ({ feature }) =>
              feature.name.toLocaleLowerCase().includes(wanted) ||
              (group ?? '').toLocaleLowerCase().includes(wanted),
          ),
        ] as const,
    );
    const found = groups.reduce((count, [, features]) => count + features.length, 0);
    return html`
      ${
        isLong
          ? html`<label>
              ${r.search}
              <input
                type="search"
                .value=${this.searched}
                @input=${(event: Event) => {
                  if (event.target instanceof HTMLInputElement) this.searched = event.target.value;
                }}
              />
              <span class="soft small" role="status">${r.found(found)}</span>
            </label>`
          : nothing
      }
      ${groups.map(([group, features]) =>
        features.length === 0 ? nothing : this.#group(group, features, isLong && wanted === ''),
      )}
    `;
  }

  #group(
    group: string | null,
    features: readonly { feature: FeatureView; told: FeatureRules }[],
    isFolded: boolean,
  ) {
    const articles = features.map(({ feature, told }) => this.#feature(feature, told));
    if (group === null && this.reading.book.features.every((feature) => feature.group === null))
      return articles;
    const title = group ?? r.ungrouped;
    return html`<details class="group" ?open=${!isFolded}>
      <summary><h4>${title}</h4></summary>
      ${articles}
    </details>`;
  }

  #feature(feature: FeatureView, rules: FeatureRules) {
    const { book, formats } = this.reading;
    const isGrouped = book.features.some(({ group }) => group !== null);
    const told = toldFeature({ book, feature, formats }, rules);
    return html`<article data-feature=${feature.id}>
      ${isGrouped ? html`<h5>${feature.name}</h5>` : html`<h4>${feature.name}</h4>`}
      ${feature.about === null ? nothing : html`<p class="soft">${feature.about}</p>`} ${told.costs.map(cost)}
      ${told.notes.length === 0 ? nothing : notes(told)}
      ${told.examples.map(
        ({ words, line }) =>
          html`<p class="example">
            ${words}
            ${line === null ? nothing : html`<br /><span class="soft">${r.exampleWorking(line)}</span>`}
          </p>`,
      )}
      ${told.tables.map((name) => this.#folded(r.table.title(name.replaceAll('_', ' ')), tableOf(name, feature, rules, this.reading), (this.reading.rules.tables[name]?.length ?? 0) <= SHORT))}
      ${told.tiers.map((name) => this.#folded(r.table.tiers(name.replaceAll('_', ' ')), tiersOf(name, this.reading), true))}
      ${this.#folded(
        r.asFormula,
        told.costs.map(
          ({ formula, lead }) =>
            html`${lead.map((words) => html`<p>${words}</p>`)}<code dir="ltr">${formula}</code>`,
        ),
      )}
    </article>`;
  }

  #folded(title: string, content: unknown, isOpen = false) {
    return html`<details class="inner" ?open=${isOpen}>
      <summary>${title}</summary>
      ${content}
    </details>`;
  }
}

function cost({ lead, sentence, parts }: ToldCost) {
  return html`${lead.map((words) => html`<p><strong>${words}</strong></p>`)}
    <p>${sentence}</p>
    ${spokenList(parts)}`;
}

function spokenList(parts: readonly Spoken[]): unknown {
  if (parts.length === 0) return nothing;
  return html`<ul>
    ${parts.map(({ words, parts: inner }) => html`<li>${words} ${spokenList(inner)}</li>`)}
  </ul>`;
}

function notes({ notes: all }: Told) {
  return html`<ul class="notes small soft">
    ${all.map((sentence) => html`<li>${sentence}</li>`)}
  </ul>`;
}
