import { css } from 'lit';

/**
 * What is being worked out anew. What was there keeps its place, so that nothing moves, and goes out of sight only when
 * it takes longer: a fast answer replaces it at once.
 */
export const waiting = css`
  .waiting {
    position: relative;
  }
  .waiting .was {
    visibility: hidden;
    transition: visibility 0s 0.3s;
  }
  .late {
    animation: late 0s 0.3s both;
  }
  .waiting > .late {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
  }
  @keyframes late {
    from {
      visibility: hidden;
    }
  }
`;
