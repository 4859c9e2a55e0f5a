/** The tables that formulas look up, for people. */
import { html, nothing } from 'lit';
import type { Bound, FeatureRules, FeatureView, FormulaNode, Key } from '../engine/types.ts';
import { r } from '../messages/rules.ts';
import { lookupOf } from './rules-feature.ts';
import { choiceName, phrase, readable, type Names } from './rules-formula.ts';
import { rangeWords } from './rules-offer.ts';
import type { Reading } from './rules-reading.ts';

/** A table as a feature looks it up: with the names of its inputs and choices. */
export function tableOf(name: string, feature: FeatureView, rules: FeatureRules, reading: Reading) {
  const { book, formats } = reading;
  const names: Names = { book, feature, formats };
  const asked = lookupOf(name, rules);
  const rows = [...(reading.rules.tables[name] ?? [])].sort(({ keys: one }, { keys: other }) => {
    const at = one.findIndex(
      (key, place) => orderOf(key, asked[place], names) !== orderOf(other[place], asked[place], names),
    );
    return at < 0 ? 0 : orderOf(one[at], asked[at], names) - orderOf(other[at], asked[at], names);
  });
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${r.table.title(readable(name))}>
    <table>
      <thead>
        <tr>
          ${asked.map((node) => html`<th scope="col">${heading(node, names)}</th>`)}
          <th scope="col">${r.table.value}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ keys, value }) =>
            html`<tr>
              ${keys.map((key, at) => html`<td>${keyWords(key, asked[at], names)}</td>`)}
              <td class="number">${formats.number(value)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function heading(node: FormulaNode, names: Names) {
  const { kind } = node;
  if ('text' in kind) return r.table.entry;
  if ('input' in kind && kind.input === 'plan') return r.planHeading;
  const input = 'input' in kind ? names.feature.inputs.find(({ id }) => id === kind.input) : undefined;
  return input?.name ?? phrase(node, names);
}

/** The place of a choice among those of its input, or of a range among its neighbours. */
function orderOf(key: Key | undefined, asked: FormulaNode | undefined, { feature, book }: Names): number {
  if (key === undefined || asked === undefined) return 0;
  if ('range' in key) return key.range.place;
  if (!('input' in asked.kind)) return 0;
  const id = asked.kind.input;
  if (id === 'plan') return book.offers.findIndex((offer) => offer.id === key.choice);
  const input = feature.inputs.find((other) => other.id === id);
  return input !== undefined && 'choice' in input.kind
    ? input.kind.choice.choices.findIndex((choice) => choice.id === key.choice)
    : 0;
}

function keyWords(key: Key, asked: FormulaNode | undefined, names: Names): string {
  if ('range' in key) return rangeWords(key.range.end, names.formats.number);
  return asked === undefined ? readable(key.choice) : choiceName(key.choice, asked, names);
}

export function tiersOf(name: string, { rules, formats }: Reading) {
  const tiers = rules.tiers[name];
  if (tiers === undefined) return nothing;
  const { rows, flat_at_zero: atZero } = tiers;
  const hasFlat = rows.some(({ flat }) => flat !== '0');
  const hasMost = rows.some(({ at_most: most }) => most !== null);
  const end = (bound: Bound | null) => rangeWords(bound, formats.number);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${r.table.tiers(readable(name))}>
      <table>
        <thead>
          <tr>
            <th scope="col">${r.table.quantity}</th>
            <th scope="col">${r.table.unit}</th>
            ${hasFlat ? html`<th scope="col">${r.table.flat}</th>` : nothing}
            ${hasMost ? html`<th scope="col">${r.table.most}</th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${rows.map(({ end: bound, unit, flat, block, at_most: most }) => {
            const each = formats.number(unit);
            return html`<tr>
              <th scope="row">${end(bound)}</th>
              <td>${block === null ? each : r.table.block(each, formats.number(block))}</td>
              ${hasFlat ? html`<td>${formats.number(flat)}</td>` : nothing}
              ${hasMost ? html`<td>${most === null ? '' : formats.number(most)}</td>` : nothing}
            </tr>`;
          })}
        </tbody>
      </table>
    </div>
    ${atZero ? html`<p>${r.table.flatAtZero}</p>` : nothing}`;
}
