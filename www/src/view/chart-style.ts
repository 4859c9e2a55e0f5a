import { css } from 'lit';

export const chartStyle = css`
  figcaption {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
    margin-bottom: 0.25rem;
  }
  svg {
    display: block;
    max-width: 100%;
    touch-action: pan-y;
  }
  text {
    fill: var(--soft);
    font-size: 12px;
  }
  .end {
    text-anchor: end;
  }
  .grid {
    stroke: var(--line);
  }
  .tick {
    stroke: var(--edge);
  }
  .area {
    fill: var(--accent);
    fill-opacity: 0.16;
  }
  .line {
    fill: none;
    stroke: var(--accent);
    stroke-width: 1.75;
    stroke-linejoin: round;
  }
  .grant {
    fill: var(--accent);
  }
  .grant-text {
    color: var(--accent);
  }
  .loss-line {
    stroke: var(--loss);
    stroke-width: 3;
  }
  .loss-mark {
    fill: var(--loss);
  }
  .used {
    fill: var(--accent);
    fill-opacity: 0.55;
  }
  .charged {
    fill: none;
    stroke: var(--accent);
    stroke-dasharray: 2 2;
  }
  .slow {
    fill: var(--edge);
    fill-opacity: 0.45;
  }
  .cursor {
    stroke: var(--ink);
    stroke-dasharray: 3 3;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.25rem;
    margin-top: 0.5rem;
  }
  .legend li {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
  }
  .key {
    width: 1rem;
    height: 0.625rem;
    border-top: 2px solid var(--accent);
    background: color-mix(in srgb, var(--accent) 16%, transparent);
  }
  .slow-key {
    border: 0;
    background: color-mix(in srgb, var(--edge) 45%, transparent);
  }
  .charged-key {
    border: 1px dashed var(--accent);
    background: none;
  }
  summary {
    display: list-item;
    list-style-position: inside;
    padding-block: 0.625rem;
    color: var(--accent);
    font-size: 0.9375rem;
  }
  @media (forced-colors: active) {
    .area,
    .used {
      fill: GrayText;
    }
    .line,
    .charged {
      stroke: CanvasText;
    }
    .loss-line {
      stroke: Highlight;
    }
  }
`;
