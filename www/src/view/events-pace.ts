import { html } from 'lit';
import type { MeasuredUsage, Pace } from '../engine/types.ts';
import type { Formats } from '../format.ts';
import { m } from '../messages/page.ts';
import { wholeNumber } from '../typed.ts';
import './choice-field.ts';
import './number-field.ts';

const PACES: readonly Pace[] = ['each_day', 'each_month'];

/** How the months ahead are like a sample, with the rule in words. */
export function pace(
  { pace: chosen, days }: Pick<MeasuredUsage, 'pace' | 'days'>,
  formats: Formats,
  change: (pace: Pace, days: number) => void,
) {
  const { use } = m.events;
  return html`<credit-choice-field
      data-input="pace"
      .label=${use.pace}
      .value=${chosen}
      .choices=${PACES.map((id) => ({ id, name: use.paces[id] }))}
      .change=${(id: string) => {
        change(id as Pace, days);
      }}
    ></credit-choice-field>
    <credit-number-field
      data-input="days"
      ?hidden=${chosen !== 'each_day'}
      .label=${use.days}
      .unit=${use.dayUnit}
      .value=${String(days)}
      .change=${(typed: string) => {
        change(chosen, wholeNumber(typed));
      }}
    ></credit-number-field>
    <p class="soft small">${use.rule[chosen](formats.number(String(days)))}</p>`;
}
