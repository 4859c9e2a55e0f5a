import { html, type TemplateResult } from 'lit';
import type { InputDraft } from '../draft.ts';
import type { Fault, InputRange, InputView } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { defaultOf } from '../lines.ts';
import { m } from '../messages/page.ts';
import { isRange } from '../usage.ts';
import './choice-field.ts';
import './number-field.ts';
import './range-note.ts';
import './toggle-field.ts';

type Value = InputDraft;

/** What the field for an input needs beside the input itself. */
type Given = {
  value: Value | undefined;
  faults: readonly Fault[];
  formats: Formats;
  change: (value: Value) => void;
};

/** The field for one input of a feature, by its kind. */
export function inputField(input: InputView, { value, faults, formats, change }: Given): TemplateResult {
  const { id, name, about, unit, kind } = input;
  if ('number' in kind) {
    const { min, max, step } = kind.number;
    return html`<credit-number-field
        data-input=${id}
        .label=${name}
        .unit=${unit === null ? null : m.usage.units(unit)}
        .about=${about}
        .range=${{ min, max, step, around: kind.number.default }}
        .value=${isRange(value) ? value.typical : String(value ?? '')}
        .faults=${faults}
        .change=${change}
      ></credit-number-field>
      ${rangeNote(input, value, formats, change)}`;
  }
  if ('choice' in kind) {
    return html`<credit-choice-field
      data-input=${id}
      .label=${name}
      .about=${about}
      .choices=${kind.choice.choices}
      .value=${typeof value === 'string' ? value : ''}
      .faults=${faults}
      .change=${change}
    ></credit-choice-field>`;
  }
  return html`<credit-toggle-field
    data-input=${id}
    .label=${name}
    .about=${about}
    .checked=${value === true}
    .faults=${faults}
    .change=${change}
  ></credit-toggle-field>`;
}

/** Between what a number lies that nobody knows beforehand; once it is typed, the way back to that. */
function rangeNote(
  input: InputView,
  value: Value | undefined,
  formats: Formats,
  change: (value: InputRange) => void,
) {
  const usual = defaultOf(input);
  const range = isRange(value) ? value : usual;
  if (!isRange(range)) return '';
  return html`<credit-range-note
    .name=${input.name}
    .unit=${input.unit}
    .range=${range}
    .formats=${formats}
    ?left=${!isRange(value)}
    .restore=${() => {
      change(range);
    }}
  ></credit-range-note>`;
}
