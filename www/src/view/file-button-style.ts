import { css } from 'lit';

/** A button that is a label over an input for files. */
export const fileButton = css`
  .button {
    position: relative;
    margin: 0;
    font-weight: 400;
  }
  .button input {
    position: absolute;
    inset: 0;
    width: 100%;
    opacity: 0;
    cursor: pointer;
  }
  .button:focus-within {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
`;
