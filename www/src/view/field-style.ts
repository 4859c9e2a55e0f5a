import { css } from 'lit';

/** Labels and native controls. */
export const controls = css`
  label,
  .label {
    display: block;
    font-size: 0.9375rem;
    font-weight: 550;
    margin-bottom: 0.375rem;
  }
  .about {
    color: var(--soft);
    font-size: 0.875rem;
    margin-top: 0.25rem;
  }
  input:not([type='range'], [type='checkbox'], [type='radio'], [type='file']),
  select,
  textarea {
    width: 100%;
    min-width: 0;
    font-weight: 400 !important;
    min-height: var(--touch);
    padding: 0.375rem 0.75rem;
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) - 4px);
    background: var(--paper);
    color: var(--ink);
    font: inherit;
    font-variant-numeric: tabular-nums;
  }
  [aria-invalid='true'] {
    border-color: var(--fault) !important;
    box-shadow: inset 0 0 0 1px var(--fault);
  }
  input[type='range'] {
    width: 100%;
    min-width: 0;
    height: var(--touch);
    margin: 0;
    accent-color: var(--accent);
    cursor: pointer;
  }
  @media print {
    input[type='range'] {
      display: none;
    }
  }
`;

/** A field: its label above, or beside where there is room. */
export const fieldLayout = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.25rem 0.75rem;
    align-items: center;
  }
  .field > label,
  .field > .label {
    margin: 0;
  }
  .about,
  .faults {
    margin: 0;
  }
  @container (min-width: 26rem) {
    .field {
      grid-template-columns: 9rem minmax(0, 1fr);
    }
    .field > .about,
    .field > .faults {
      grid-column: 2;
    }
  }
`;
