import { css } from 'lit';

/** Paper: black on white whatever the screen is, in points, and no row cut in two. */
export const sheetStyle = css`
  :host {
    color-scheme: light;
    --accent: #0a6a4c;
    --ink: #13181b;
    --soft: #4a555c;
    --paper: #fff;
    --ground: #fff;
    --line: #c9d0cd;
    --loss: #8f3c00;
    display: block;
    background: #fff;
    color: var(--ink);
    font:
      400 9.5pt/1.4 system-ui,
      -apple-system,
      'Segoe UI',
      Roboto,
      'Noto Sans',
      'DejaVu Sans',
      sans-serif;
    font-variant-numeric: tabular-nums;
    overflow-wrap: break-word;
  }
  .head {
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: 6mm;
    padding-bottom: 2mm;
    border-bottom: 1.5pt solid var(--accent);
  }
  h1 {
    margin: 0;
    font-size: 15pt;
    line-height: 1.2;
    font-weight: 700;
    letter-spacing: -0.01em;
  }
  h2 {
    margin: 0 0 1mm;
    font-size: 11pt;
    break-after: avoid;
  }
  section {
    margin-top: 4mm;
  }
  .end {
    text-align: end;
    flex: none;
  }
  .answer {
    margin-top: 4mm;
    padding: 3.5mm 4mm;
    border: 0.75pt solid var(--line);
    border-radius: 2mm;
    break-inside: avoid;
  }
  .what {
    font-size: 13pt;
    font-weight: 650;
    line-height: 1.25;
  }
  .price {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 4mm;
  }
  .cost {
    color: var(--accent);
    font-size: 22pt;
    font-weight: 700;
    line-height: 1.15;
    letter-spacing: -0.02em;
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 4mm;
    margin-top: 2.5mm;
    padding-top: 2.5mm;
    border-top: 0.5pt solid var(--line);
  }
  dt,
  .soft {
    color: var(--soft);
  }
  .figure {
    font-size: 11pt;
    font-weight: 650;
  }
  .small {
    font-size: 8.5pt;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.8mm 2mm 0.8mm 0;
    border-bottom: 0.5pt solid var(--line);
    text-align: start;
    vertical-align: top;
    font-weight: 400;
  }
  thead th {
    color: var(--soft);
    font-size: 8.5pt;
    vertical-align: bottom;
  }
  tbody th {
    font-weight: 600;
  }
  tfoot th,
  tfoot td {
    font-weight: 650;
    border-bottom: 0;
  }
  /* a total belongs at the end, not at the foot of each page */
  tfoot {
    display: table-row-group;
  }
  th:last-child,
  td:last-child {
    padding-inline-end: 0;
  }
  .number {
    text-align: end;
    white-space: nowrap;
  }
  tr,
  li,
  .whole {
    break-inside: avoid;
  }
  credit-months-table {
    display: block;
  }
  th .small {
    font-weight: 400;
  }
  code {
    font:
      8.5pt/1.4 ui-monospace,
      'SF Mono',
      Menlo,
      Consolas,
      'DejaVu Sans Mono',
      monospace;
    overflow-wrap: anywhere;
  }
  ul {
    padding-inline-start: 4mm;
    list-style: disc;
  }
  .columns {
    columns: 2;
    column-gap: 8mm;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 5mm;
    margin-top: 1.5mm;
  }
  .loss {
    color: var(--loss);
  }
  .lines > * + * {
    margin-top: 0.75mm;
  }
  a {
    color: var(--accent);
    overflow-wrap: anywhere;
  }
`;
