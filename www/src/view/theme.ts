import { css } from 'lit';

/**
 * Colours and sizes. A page that embeds the calculator sets `--credit-…` on it; light or dark follows
 * the `color-scheme` of the surrounding page.
 */
export const tokens = css`
  :host {
    --accent: var(--credit-accent, light-dark(#0a6a4c, #62d6ab));
    --on-accent: var(--credit-on-accent, light-dark(#fff, #06251b));
    --tint: var(--credit-tint, light-dark(#e9f4ef, #14302a));
    --ink: var(--credit-ink, light-dark(#13181b, #eef2f3));
    --soft: var(--credit-soft, light-dark(#556069, #a9b4bb));
    --paper: var(--credit-paper, light-dark(#fff, #14191c));
    --ground: var(--credit-ground, light-dark(#f4f6f5, #0d1113));
    --line: var(--credit-line, light-dark(#dde2e0, #2f383d));
    --edge: var(--credit-edge, light-dark(#7a868d, #7d8991));
    --fault: var(--credit-fault, light-dark(#b3231a, #ff9086));
    --loss: var(--credit-loss, light-dark(#a84600, #ffb070));
    --radius: var(--credit-radius, 12px);
    --touch: 44px;
    color: var(--ink);
    font: 400 1rem/1.5
      var(--credit-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif);
    font-variant-numeric: tabular-nums;
    overflow-wrap: break-word;
  }
`;

/** What every component shares. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  h2 {
    font-size: 1.25rem;
    line-height: 1.3;
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  h3 {
    font-size: 1rem;
    font-weight: 650;
  }
  ul,
  ol {
    list-style: none;
  }
  .soft {
    color: var(--soft);
  }
  .small {
    font-size: 0.875rem;
  }
  .loss {
    color: var(--loss);
  }
  .fault {
    color: var(--fault);
    font-size: 0.875rem;
    margin-top: 0.25rem;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  a {
    color: var(--accent);
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  summary {
    cursor: pointer;
    min-height: var(--touch);
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    min-height: var(--touch);
    padding: 0.25rem 1rem;
    border: 1px solid var(--edge);
    border-radius: calc(var(--radius) - 4px);
    background: var(--paper);
    color: var(--ink);
    font: inherit;
    cursor: pointer;
  }
  @media (max-width: 30rem) {
    button,
    .button {
      padding-inline: 0.75rem;
    }
  }
  button:hover,
  .button:hover {
    border-color: var(--accent);
    color: var(--accent);
  }
  button.plain {
    border-color: transparent;
    background: none;
    color: var(--accent);
    padding-inline: 0.5rem;
  }
  button.plain:hover {
    text-decoration: underline;
  }
  @media print {
    button,
    .button,
    .screen {
      display: none !important;
    }
  }
`;
