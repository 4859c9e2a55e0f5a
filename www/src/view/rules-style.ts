import { css } from 'lit';

/** What the parts of the rules share. */
export const rulesStyle = css`
  h3 {
    font-size: 1.125rem;
    margin-bottom: 0.5rem;
  }
  h4 {
    font-size: 1rem;
    font-weight: 650;
    margin-block: 0.75rem 0.25rem;
  }
  p,
  li,
  dd {
    max-width: 44rem;
    overflow-wrap: anywhere;
  }
  p {
    margin-block: 0.5rem;
  }
  ul {
    list-style: disc;
    padding-inline-start: 1.25rem;
  }
  ol {
    list-style: decimal;
    padding-inline-start: 1.5rem;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
    margin-block: 0.75rem;
  }
  dt {
    font-weight: 650;
  }
  .scroll {
    overflow-x: auto;
    max-height: 44rem;
    overflow-y: auto;
  }
  table {
    border-collapse: collapse;
    font-size: 0.9375rem;
  }
  caption {
    text-align: start;
    font-weight: 650;
    padding-block: 0.25rem;
  }
  th,
  td {
    text-align: start;
    vertical-align: top;
    padding: 0.375rem 1.25rem 0.375rem 0;
    border-bottom: 1px solid var(--line);
  }
  thead th {
    color: var(--soft);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  td {
    max-width: 24rem;
  }
  th[scope='row'] {
    font-weight: 500;
    max-width: 18rem;
  }
  td.number {
    text-align: end;
  }
  small {
    display: block;
    color: var(--soft);
    font-weight: 400;
  }
  .line {
    display: block;
  }
  code {
    display: block;
    padding: 0.75rem;
    border-radius: calc(var(--radius) - 4px);
    background: var(--ground);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    font-size: 0.8125rem;
  }
  @media print {
    .scroll {
      overflow: visible;
      max-height: none;
    }
    dl > div,
    tr,
    article {
      break-inside: avoid;
    }
  }
`;
