import { css } from 'lit';

export const featureCardStyle = css`
  details {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--paper);
  }
  details.used {
    border-color: var(--accent);
  }
  summary {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    padding: 0.625rem 1rem;
    border-radius: var(--radius);
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::before {
    content: '';
    flex: none;
    width: 0.5rem;
    height: 0.5rem;
    border: solid var(--soft);
    border-width: 0 2px 2px 0;
    transform: rotate(-45deg);
  }
  details[open] summary::before {
    transform: rotate(45deg);
  }
  .head {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    gap: 0 0.75rem;
  }
  .name {
    font-weight: 600;
  }
  .sum {
    margin-inline-start: auto;
    color: var(--soft);
    font-size: 0.9375rem;
  }
  .used .sum {
    color: var(--accent);
    font-weight: 550;
  }
  .body {
    container-type: inline-size;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5rem;
    padding: 0 1rem 0.75rem;
  }
  .often {
    display: grid;
    gap: 0.5rem;
    padding-top: 0.5rem;
    border-top: 1px solid var(--line);
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: 0.5rem 0.75rem;
  }
  .who select {
    width: 6.5rem;
    padding-inline: 0.5rem;
  }
  @container (min-width: 26rem) {
    .who select {
      width: 7.5rem;
      padding-inline: 0.75rem;
    }
  }
  .who credit-number-field {
    flex: 1 1 8.5rem;
  }
  /* the label's column and the gap of the fields above */
  @container (min-width: 26rem) {
    .who {
      padding-inline-start: 9.75rem;
    }
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    margin-inline: -0.5rem;
    margin-block: -0.25rem;
  }
`;
