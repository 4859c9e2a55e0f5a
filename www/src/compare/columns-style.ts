import { css } from 'lit';

/** Columns whose rows stand side by side where there is room, and one below the other, with their labels, where not. */
export const columnsStyle = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem;
    container-type: inline-size;
  }
  form {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.5rem;
  }
  .choose {
    flex: 1 1 14rem;
    max-width: 28rem;
    min-width: 0;
  }
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
    gap: 1rem;
  }
  article {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-row: span 10;
    grid-template-rows: subgrid;
    gap: 0;
    padding: 1rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  article.cheapest {
    border: 2px solid var(--accent);
    padding: calc(1rem - 1px);
  }
  header {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 0.5rem;
    align-content: start;
    align-items: start;
  }
  header .who {
    padding-block: 0.625rem;
  }
  header button {
    grid-column: 2;
    grid-row: 1;
  }
  .badge {
    display: inline-block;
    padding: 0.125rem 0.625rem;
    border: 1px solid var(--accent);
    border-radius: 1rem;
    background: var(--tint);
    color: var(--accent);
    font-size: 0.875rem;
    font-weight: 650;
  }
  .badge::before {
    content: '✓ ' / '';
  }
  dl {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-row: span 7;
    grid-template-rows: subgrid;
  }
  dl > div {
    padding-block: 0.5rem;
    border-top: 1px solid var(--line);
  }
  dt {
    color: var(--soft);
    font-size: 0.875rem;
  }
  dd {
    font-weight: 550;
  }
  dd.small {
    font-weight: 400;
  }
  .cost {
    font-size: 1.375rem;
    font-weight: 700;
    letter-spacing: -0.015em;
  }
  .why {
    grid-row: span 7;
    display: grid;
    gap: 0.5rem;
    align-content: start;
    padding-block: 0.5rem;
    border-top: 1px solid var(--line);
  }
  .sentence {
    padding-block: 0.5rem;
    border-top: 1px solid var(--line);
  }
  .notes {
    display: grid;
    gap: 0.25rem;
    align-content: start;
  }
  .stale dl,
  .stale .sentence {
    opacity: 0.75;
  }
  @media print {
    form,
    header button,
    [role='status'] {
      display: none;
    }
    .columns {
      grid-template-columns: repeat(4, minmax(0, 1fr));
      gap: 3mm;
    }
    article {
      padding: 2mm !important;
      break-inside: avoid;
    }
  }
`;
