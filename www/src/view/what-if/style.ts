import { css } from 'lit';

/** What every answer to "what if" shares. */
export const whatIfStyle = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
    gap: 0.75rem 1.5rem;
    align-items: end;
  }
  .status {
    min-height: 1.3125rem;
    margin-block: -0.5rem;
  }
  .said {
    font-size: 1.0625rem;
  }
  .big {
    font-size: 1.25rem;
    font-weight: 650;
    line-height: 1.35;
    letter-spacing: -0.01em;
  }
  .stale {
    opacity: 0.6;
  }
  .sentences {
    display: grid;
    gap: 0.375rem;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
  }
  select {
    max-width: 100%;
  }
  .part {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.625rem;
  }
  .part + .part {
    margin-top: 1.5rem;
  }
  .badge {
    display: inline-block;
    padding: 0 0.5rem;
    border: 1px solid var(--accent);
    border-radius: 1rem;
    color: var(--accent);
    font-size: 0.75rem;
    font-weight: 550;
    white-space: nowrap;
  }
  .badge.plain {
    border-color: var(--edge);
    color: var(--soft);
  }
  .more {
    justify-self: start;
    margin-inline-start: -0.5rem;
  }
  .gain {
    color: var(--accent);
  }
  @media print {
    details:not([open]) {
      display: none;
    }
  }
  details > summary {
    color: var(--accent);
    font-size: 0.9375rem;
    padding-block: 0.625rem;
  }
`;
