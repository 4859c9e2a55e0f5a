import type { InquireAbout } from '../../controller.ts';
import type { BookView, Quote, Usage } from '../../engine/types.ts';
import type { Formats } from '../../format.ts';

/** What "what if" is asked about: an answer, and the way to ask more. A new one begins with every new answer. */
export type Situation = {
  readonly book: BookView;
  readonly usage: Usage;
  readonly quote: Quote;
  readonly formats: Formats;
  readonly inquire: InquireAbout;
};
