import { css } from 'lit';

export const costChartStyle = css`
  :host {
    display: block;
    --way-0: light-dark(#2a62b8, #86b6ff);
    --way-1: light-dark(#8a4fb0, #d0a5f2);
    --way-2: light-dark(#8f5a00, #e8b860);
    --way-3: light-dark(#b02a6b, #ff9cc6);
    --way-4: light-dark(#2c6e78, #7fd3de);
    --way-5: light-dark(#5b6470, #b9c2cb);
  }
  .stage {
    position: relative;
    min-height: 316px;
    user-select: none;
  }
  .stage > svg {
    cursor: ew-resize;
  }
  .over {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }
  .over [role='slider'] {
    pointer-events: auto;
    cursor: grab;
    touch-action: pan-y;
    outline: none;
  }
  [data-dragging] [role='slider'],
  [data-dragging] > svg {
    cursor: grabbing;
  }
  .middle {
    text-anchor: middle;
  }
  .best {
    fill: none;
    stroke: var(--accent);
    stroke-width: 3;
    stroke-linejoin: round;
    stroke-linecap: round;
  }
  .open {
    fill: var(--accent);
    fill-opacity: 0.16;
  }
  .way {
    fill: none;
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  .way-0 {
    stroke: var(--way-0);
  }
  .way-1 {
    stroke: var(--way-1);
    stroke-dasharray: 7 3;
  }
  .way-2 {
    stroke: var(--way-2);
    stroke-dasharray: 2 3;
  }
  .way-3 {
    stroke: var(--way-3);
    stroke-dasharray: 9 3 2 3;
  }
  .way-4 {
    stroke: var(--way-4);
    stroke-dasharray: 4 2;
  }
  .way-5 {
    stroke: var(--way-5);
    stroke-dasharray: 1 2;
  }
  .way-dot {
    fill: var(--paper);
    stroke-width: 1.5;
    stroke-dasharray: none;
  }
  .way-number {
    fill: var(--ink);
    font-size: 11px;
    text-anchor: middle;
  }
  .switch {
    stroke: var(--edge);
    stroke-dasharray: 1 4;
  }
  .stripe {
    stroke: var(--paper);
    stroke-width: 1.5;
  }
  .stripe.even {
    fill: color-mix(in srgb, var(--accent) 12%, var(--paper));
  }
  .stripe.odd {
    fill: color-mix(in srgb, var(--accent) 24%, var(--paper));
  }
  .stripe.here {
    fill: var(--accent);
  }
  .stripe-text {
    fill: var(--ink);
    text-anchor: middle;
    pointer-events: none;
  }
  .stripe-text.here {
    fill: var(--on-accent);
    font-weight: 600;
  }
  .grip {
    fill: transparent;
  }
  .marker {
    stroke: var(--ink);
    stroke-width: 1.5;
  }
  .handle {
    fill: var(--paper);
    stroke: var(--ink);
    stroke-width: 3;
  }
  [role='slider']:focus-visible .handle,
  [data-dragging] .handle {
    fill: var(--accent);
    stroke-width: 4;
  }
  [role='slider']:focus-visible .marker {
    stroke-width: 3;
  }
  .home {
    fill: var(--ink);
  }
  .here-text {
    fill: var(--ink);
    font-weight: 600;
  }
  .readout {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 1.5rem;
    min-height: 7.75rem;
    padding: 0.75rem 1rem;
    border-radius: calc(var(--radius) - 4px);
    background: var(--ground);
  }
  .readout .what {
    font-size: 1.25rem;
    font-weight: 650;
    line-height: 1.35;
  }
  .words {
    flex: 1 1 18rem;
    min-height: 5.75rem;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    min-height: var(--touch);
    min-width: 14rem;
  }
  .ways {
    display: grid;
    gap: 0.25rem;
    margin-top: 0.75rem;
  }
  .ways > p {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 0.5rem;
  }
  .open-key {
    margin-inline-start: 0.75rem;
    border: 0;
  }
  .best-key {
    width: 1.5rem;
    height: 0;
    border-top: 3px solid var(--accent);
    background: none;
  }
  legend {
    padding: 0;
  }
  .ways .legend {
    margin-top: 0;
  }
  .ways label {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    min-height: 2.25rem;
    cursor: pointer;
  }
  .ways input {
    width: 1.125rem;
    height: 1.125rem;
    accent-color: var(--accent);
  }
  .way-key {
    display: inline-grid;
    place-content: center;
    width: 1.25rem;
    height: 1.25rem;
    border: 1.5px solid;
    border-radius: 50%;
    background: none;
    color: var(--ink);
    font-size: 0.6875rem;
  }
  .way-key.way-0 {
    border-color: var(--way-0);
  }
  .way-key.way-1 {
    border-color: var(--way-1);
  }
  .way-key.way-2 {
    border-color: var(--way-2);
  }
  .way-key.way-3 {
    border-color: var(--way-3);
  }
  .way-key.way-4 {
    border-color: var(--way-4);
  }
  .way-key.way-5 {
    border-color: var(--way-5);
  }
  @media (forced-colors: active) {
    .best,
    .way,
    .marker,
    .handle {
      stroke: CanvasText;
    }
    .stripe.even,
    .stripe.odd {
      fill: Canvas;
      stroke: CanvasText;
    }
    .stripe.here {
      fill: Highlight;
    }
    .stripe-text.here {
      fill: HighlightText;
    }
    [role='slider']:focus-visible .handle {
      fill: Highlight;
    }
    .way-dot,
    .handle {
      fill: Canvas;
    }
    text {
      fill: CanvasText;
    }
  }
  @media print {
    .readout,
    .words {
      min-height: 0;
    }
    .ways input {
      display: none;
    }
    .ways label {
      min-height: 0;
    }
    .stage,
    figure {
      break-inside: avoid;
    }
  }
`;
