import { css } from 'lit';

/** How the panel for files of events looks. */
export const panelStyle = css`
  section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem;
  }
  :host > section,
  .use {
    padding: 1rem;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--paper);
  }
  .use {
    background: var(--ground);
  }
  .status:empty {
    display: none;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .main {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
  }
  .main:hover {
    color: var(--on-accent);
    text-decoration: underline;
  }
  progress {
    width: 100%;
    height: 0.75rem;
    accent-color: var(--accent);
  }
  h3:focus {
    outline: none;
  }
`;
