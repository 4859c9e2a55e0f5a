import { html, type TemplateResult } from 'lit';
import type { Fault, InputView } from '../engine/types.ts';
import { m } from '../messages/en.ts';
import './choice-field.ts';
import './number-field.ts';
import './toggle-field.ts';

type Value = string | boolean;

/** The field for one input of a feature, by its kind. */
export function inputField(
  { id, name, about, unit, kind }: InputView,
  value: Value | undefined,
  faults: readonly Fault[],
  change: (value: Value) => void,
): TemplateResult {
  if ('number' in kind) {
    const { min, max, step } = kind.number;
    return html`<credit-number-field
      data-input=${id}
      .label=${name}
      .unit=${unit === null ? null : m.usage.units(unit)}
      .about=${about}
      .range=${{ min, max, step, around: kind.number.default }}
      .value=${String(value ?? '')}
      .faults=${faults}
      .change=${change}
    ></credit-number-field>`;
  }
  if ('choice' in kind) {
    return html`<credit-choice-field
      data-input=${id}
      .label=${name}
      .about=${about}
      .choices=${kind.choice.choices}
      .value=${String(value ?? '')}
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
