import { css } from 'lit';

export const tables = css`
  .scroll {
    overflow-x: auto;
    position: relative;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.9375rem;
  }
  caption {
    text-align: start;
    color: var(--soft);
    font-size: 0.875rem;
    padding-bottom: 0.5rem;
  }
  :host {
    display: block;
    min-width: 0;
  }
  th,
  td {
    padding: 0.625rem 0.75rem;
    text-align: start;
    vertical-align: top;
    border-bottom: 1px solid var(--line);
  }
  th:first-child,
  td:first-child {
    padding-inline-start: 0;
  }
  th:last-child,
  td:last-child {
    padding-inline-end: 0;
  }
  th .small {
    font-weight: 400;
  }
  @media (max-width: 30rem) {
    th,
    td {
      padding-inline: 0.375rem;
    }
  }
  thead th {
    color: var(--soft);
    font-size: 0.8125rem;
    font-weight: 500;
    vertical-align: bottom;
  }
  tbody th {
    font-weight: 550;
  }
  tfoot th,
  tfoot td {
    font-weight: 650;
    border-bottom: 0;
  }
  td[colspan],
  .number {
    text-align: end;
    white-space: nowrap;
  }
  thead .number {
    white-space: normal;
  }
  @media print {
    th,
    td {
      padding-block: 0.8mm;
    }
    tr {
      break-inside: avoid;
    }
    /* a total belongs at the end, not at the foot of each page */
    tfoot {
      display: table-row-group;
    }
  }
`;
