import { css } from 'lit';

/** One column, or inputs and answer side by side where the calculator itself (not the window) is wide enough. */
export const elementStyle = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2rem;
  }
  .notices:not(:empty) > :not([hidden]) {
    margin-bottom: 1.5rem;
  }
  .notices section {
    display: grid;
    gap: 0.75rem;
  }
  .failure {
    padding: 0.75rem 1rem;
    border-inline-start: 4px solid var(--fault);
    background: var(--paper);
  }
  credit-summary-bar {
    position: sticky;
    bottom: 0;
    z-index: 1;
    margin-top: 1rem;
  }
  credit-answer-panel,
  credit-what-if,
  credit-details-panel,
  credit-rules,
  credit-about-prices {
    scroll-margin-top: 1rem;
  }
  credit-what-if,
  credit-details-panel,
  credit-about-prices {
    margin-top: 2rem;
  }
  .answer {
    display: flex;
    flex-direction: column;
    gap: 0.75rem;
  }
  @container (min-width: 52rem) {
    .columns {
      grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
      gap: 2.5rem;
    }
    .answer {
      position: sticky;
      top: 1rem;
      align-self: start;
      /* what stands below the answer is in view before anybody scrolls */
      max-height: calc(100dvh - 7.5rem);
    }
    credit-answer-panel {
      min-height: 0;
      overflow-y: auto;
      scrollbar-width: thin;
      border-radius: var(--radius);
    }
    credit-summary-bar {
      display: none;
    }
  }
  @media print {
    /* the page around may print them elsewhere */
    .notices,
    .columns,
    credit-details-panel {
      display: var(--on-sheet, block);
    }
    credit-about-prices {
      display: var(--on-sheet, grid);
    }
    credit-what-if[data-opened],
    credit-rules[data-opened] {
      break-before: page;
    }
    /* the working repeats what was entered, with what it costs */
    .inputs {
      display: none;
    }
    .answer {
      display: block;
      position: static;
      max-height: none;
    }
    credit-answer-panel {
      overflow: visible;
    }
  }
`;
