import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { BookView, EventsPreview, Fault, InputView, TimeForm } from '../engine/types.ts';
import {
  defaultInputs,
  featuresFor,
  hasFeatureColumn,
  hasTime,
  inputOf,
  inputsOf,
  leftInputs,
} from '../events/mapping.ts';
import type { ColumnDraft, MappingDraft, Says } from '../events/mapping.ts';
import type { Formats } from '../format.ts';
import { defaultOf } from '../lines.ts';
import { m } from '../messages/page.ts';
import './choice-field.ts';
import './toggle-field.ts';
import { controls } from './field-style.ts';
import { inputField } from './input-field.ts';
import { tables } from './table-style.ts';
import { base } from './theme.ts';

const FORMS: readonly TimeForm[] = ['iso', 'day_first', 'month_first', 'seconds', 'milliseconds'];
const MEANINGS = ['nothing', 'time', 'feature', 'success'] as const;

/** The first rows of a file, and what its columns say. */
@customElement('credit-events-mapping')
export class EventsMappingFields extends LitElement {
  static override styles = [
    base,
    controls,
    tables,
    css`
      :host {
        display: grid;
        gap: 1rem;
      }
      th {
        min-width: 8.5rem;
        vertical-align: top !important;
      }
      th,
      td {
        padding-inline: 0.5rem !important;
      }
      th select {
        margin-top: 0.375rem;
        padding-inline: 0.5rem;
        font-size: 0.875rem;
      }
      .name {
        color: var(--ink);
        font-weight: 650;
      }
      td {
        max-width: 9.5rem;
        font-size: 0.875rem;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .unused {
        color: var(--soft);
      }
      .scroll:focus-visible {
        outline-offset: -3px;
      }
      .fields {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 0.75rem;
      }
      fieldset {
        display: grid;
        gap: 0.75rem;
      }
      legend {
        padding: 0;
        margin-bottom: 0.5rem;
        font-weight: 600;
      }
    `,
  ];

  @property({ attribute: false }) book!: BookView;
  @property({ attribute: false }) preview!: EventsPreview;
  @property({ attribute: false }) draft!: MappingDraft;
  @property({ attribute: false }) formats!: Formats;
  @property({ attribute: false }) faults: readonly Fault[] = [];
  /** the day of events that no column dates */
  @property() day = '';
  @property({ attribute: false }) change: (change: Partial<MappingDraft>) => void = () => undefined;
  /** the file is to be looked at again with another separator or heading */
  @property({ attribute: false }) reread: (delimiter: string) => void = () => undefined;

  override render() {
    return html`${this.#table()} ${this.#options()} ${this.#left()} ${this.#defaults()}`;
  }

  #table() {
    const { rows, columns } = this.preview;
    const body = rows.slice(this.draft.header ? 1 : 0);
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${m.events.mapping.scroll}>
      <table>
        <thead>
          <tr>
            ${columns.map((_, at) => this.#head(at))}
          </tr>
        </thead>
        <tbody>
          ${body.map(
            (row) =>
              html`<tr>
                ${columns.map(
                  (_, at) =>
                    html`<td class=${this.#column(at).says === 'nothing' ? 'unused' : ''}>
                      ${row[at] ?? ''}
                    </td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #column(at: number): ColumnDraft {
    return this.draft.columns[at] ?? { says: 'nothing', factor: '1' };
  }

  #name(at: number): string {
    const name = this.draft.header ? (this.preview.rows[0]?.[at] ?? '') : '';
    return name === '' ? m.events.mapping.column(this.formats.number(String(at + 1))) : name;
  }

  #head(at: number) {
    const { mapping } = m.events;
    const column = this.#column(at);
    const name = this.#name(at);
    const inputs = inputsOf(featuresFor(this.book, this.draft));
    const input = inputs.find(({ id }) => id === inputOf(column.says));
    const options = (values: readonly (readonly [string, string])[]) =>
      values.map(
        ([value, label]) =>
          html`<option value=${value} .selected=${live(value === column.says)}>${label}</option>`,
      );
    return html`<th scope="col">
      <span class="name">${name}</span>
      <select
        aria-label=${mapping.says(name)}
        data-column=${at}
        @change=${(event: Event) => {
          this.#set(at, { says: (event.target as HTMLSelectElement).value as Says, factor: '1' });
        }}
      >
        ${options(MEANINGS.map((meaning) => [meaning, mapping[meaning]] as const))}
        <optgroup label=${mapping.inputs}>
          ${options(inputs.map(({ id, name: label, unit }) => [`input:${id}`, mapping.input(label, unit)] as const))}
        </optgroup>
      </select>
      ${input !== undefined && 'number' in input.kind ? this.#factor(at, column, name) : nothing}
    </th>`;
  }

  #factor(at: number, { factor }: ColumnDraft, name: string) {
    const { factors, factor: label, otherFactor } = m.events.mapping;
    const known = factors.some(([value]) => value === factor);
    const all = known ? factors : [...factors, [factor, otherFactor(factor)] as const];
    return html`<select
      aria-label=${label(name)}
      @change=${(event: Event) => {
        this.#set(at, { factor: (event.target as HTMLSelectElement).value });
      }}
    >
      ${all.map(
        ([value, text]) => html`<option value=${value} .selected=${live(value === factor)}>${text}</option>`,
      )}
    </select>`;
  }

  /** A meaning given to one column is taken from another. */
  #set(at: number, change: Partial<ColumnDraft>): void {
    const { says } = change;
    const columns = this.preview.columns.map((_, other) => {
      const column = this.#column(other);
      if (other === at) return { ...column, ...change };
      return says !== undefined && says !== 'nothing' && column.says === says
        ? { ...column, says: 'nothing' as const }
        : column;
    });
    this.change({ columns });
  }

  #options() {
    const { draft } = this;
    const { mapping } = m.events;
    const comma = this.preview.columns.some(({ decimal_comma: comma }) => comma);
    return html`<div class="fields">
      ${
        hasFeatureColumn(draft)
          ? nothing
          : html`<credit-choice-field
              data-input="feature"
              .label=${mapping.oneFeature}
              .value=${draft.feature}
              .choices=${this.book.features.map(({ id, name }) => ({ id, name }))}
              .change=${this.#feature}
            ></credit-choice-field>`
      }
      ${
        hasTime(draft)
          ? html`<credit-choice-field
              data-input="time"
              .label=${mapping.timeForm}
              .value=${draft.time}
              .choices=${FORMS.map((id) => ({ id, name: mapping.timeForms[id] }))}
              .change=${(id: string) => {
                this.change({ time: id as TimeForm });
              }}
            ></credit-choice-field>`
          : html`<p class="soft small">${mapping.noTime(this.formats.date(this.day))}</p>`
      }
      <credit-choice-field
        data-input="delimiter"
        .label=${mapping.separator}
        .value=${draft.delimiter}
        .choices=${Object.entries(mapping.separators).map(([id, name]) => ({ id, name }))}
        .change=${this.reread}
      ></credit-choice-field>
      <credit-toggle-field
        data-input="header"
        .label=${mapping.header}
        .checked=${draft.header}
        .change=${(header: boolean) => {
          this.change({ header });
        }}
      ></credit-toggle-field>
      <credit-toggle-field
        data-input="comma"
        ?hidden=${!comma && !draft.decimalComma}
        .label=${mapping.decimalComma}
        .checked=${draft.decimalComma}
        .change=${(decimalComma: boolean) => {
          this.change({ decimalComma });
        }}
      ></credit-toggle-field>
    </div>`;
  }

  #defaults() {
    const names = [...new Set(defaultInputs(this.book, this.draft).map(({ name }) => name))];
    return names.length === 0 ? nothing : html`<p class="soft small">${m.events.mapping.defaults(names)}</p>`;
  }

  readonly #feature = (feature: string) => {
    const of = this.book.features.find(({ id }) => id === feature);
    const inputs = Object.fromEntries((of?.inputs ?? []).map((input) => [input.id, defaultOf(input)]));
    this.change({ feature, inputs: { ...inputs, ...keptOf(of?.inputs ?? [], this.draft) } });
  };

  #left() {
    const left = leftInputs(this.book, this.draft);
    if (left.length === 0) return nothing;
    const faults = (id: string) => this.faults.filter(({ path }) => path.endsWith(`.inputs.${id}`));
    return html`<fieldset>
      <legend>${m.events.mapping.leftInputs}</legend>
      ${left.map((input) =>
        inputField(input, {
          value: this.draft.inputs[input.id],
          faults: faults(input.id),
          formats: this.formats,
          change: (value) => {
            this.change({ inputs: { ...this.draft.inputs, [input.id]: value } });
          },
        }),
      )}
    </fieldset>`;
  }
}

/** Values that were said for another feature's inputs of the same ids and kinds. */
function keptOf(inputs: readonly InputView[], { inputs: before }: MappingDraft): MappingDraft['inputs'] {
  const fits = ({ id, kind }: InputView) => {
    const value = before[id];
    return 'choice' in kind ? kind.choice.choices.some((choice) => choice.id === value) : false;
  };
  return Object.fromEntries(
    inputs.filter(fits).flatMap(({ id }) => {
      const value = before[id];
      return value === undefined ? [] : [[id, value] as const];
    }),
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'credit-events-mapping': EventsMappingFields;
  }
}
