import { html } from 'lit';
import { live } from 'lit/directives/live.js';

export type Option = { readonly id: string; readonly name: string };

/** A labelled list to choose from. */
export function select(
  id: string,
  label: string,
  options: readonly Option[],
  value: string,
  choose: (id: string) => void,
) {
  return html`<div class="field screen">
    <label for=${id}>${label}</label>
    <select
      id=${id}
      @change=${(event: Event) => {
        choose((event.target as HTMLSelectElement).value);
      }}
    >
      ${options.map(
        (option) =>
          html`<option value=${option.id} .selected=${live(option.id === value)}>${option.name}</option>`,
      )}
    </select>
  </div>`;
}
