import { css } from 'lit';

export const flowStyle = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2rem;
    container-type: inline-size;
  }
  .type {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5rem;
  }
  .both {
    display: grid;
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    gap: 1.5rem 3rem;
    align-items: start;
    margin-top: 0.5rem;
  }
  @container (max-width: 52rem) {
    .both {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.25rem;
  }
  .legend li {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
  }
  tbody th {
    width: 60%;
  }
  .none {
    color: var(--soft);
  }
  .bar {
    display: block;
    margin-top: 0.25rem;
  }
  .bar:dir(rtl) {
    transform: scaleX(-1);
  }
  rect {
    vector-effect: non-scaling-stroke;
    stroke-width: 1.5;
    print-color-adjust: exact;
  }
  .used {
    fill: var(--accent);
    stroke: var(--accent);
  }
  .expired {
    fill: var(--loss);
    stroke: var(--loss);
  }
  .left {
    fill: var(--paper);
    stroke: var(--accent);
  }
  @container (max-width: 34rem) {
    thead {
      position: absolute;
      clip-path: inset(50%);
    }
    tbody tr,
    tfoot tr {
      display: flex;
      flex-wrap: wrap;
      gap: 0.125rem 1rem;
      padding-block: 0.625rem;
      border-bottom: 1px solid var(--line);
    }
    th,
    td {
      padding: 0;
      border: 0;
    }
    tr > th {
      flex-basis: 100%;
    }
    td.none {
      display: none;
    }
    [data-label] {
      font-size: 0.875rem;
    }
    [data-label]::before {
      content: attr(data-label) ' ';
      color: var(--soft);
    }
  }
  @media (forced-colors: active) {
    .used {
      fill: CanvasText;
      stroke: CanvasText;
    }
    .expired {
      fill: Highlight;
      stroke: Highlight;
    }
    .left {
      fill: Canvas;
      stroke: CanvasText;
    }
  }
`;
