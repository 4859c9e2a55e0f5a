import { css } from 'lit';

/** A dialog with a list of names. */
export const scenariosStyle = css`
  dialog {
    width: min(40rem, calc(100vw - 1.5rem));
    max-height: calc(100dvh - 2rem);
    padding: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--paper);
    color: var(--ink);
    overflow: auto;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }
  .inside {
    display: grid;
    gap: 1rem;
    padding: clamp(1rem, 4vw, 1.5rem);
  }
  header,
  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem;
  }
  footer {
    justify-content: start;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.5rem;
  }
  li.row {
    align-items: center;
    gap: 0;
  }
  li {
    padding-block: 0.25rem;
    border-top: 1px solid var(--line);
  }
  .grow {
    flex: 1 1 12rem;
    min-width: 0;
  }
  .name {
    flex-basis: 16rem;
    flex-direction: column;
    align-items: start;
    gap: 0;
    text-align: start;
    color: var(--ink);
    overflow-wrap: anywhere;
  }
  .name > :first-child {
    font-weight: 600;
  }
  [role='status'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 1rem;
  }
`;
