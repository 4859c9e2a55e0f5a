import type { Inquired } from '../../engine/engine.ts';
import type { BookView, Question, Quote, Reply, Usage } from '../../engine/types.ts';
import type { Formats } from '../../format.ts';

/** Asks the engine something more about the same usage; hears what is known before the end. */
export type Inquire = (
  question: Question,
  onReply?: (reply: Reply) => void,
  signal?: AbortSignal,
) => Promise<Inquired>;

/** What "what if" is asked about: a complete answer, and the way to ask more. A new one begins with every new answer. */
export type Situation = {
  readonly book: BookView;
  readonly usage: Usage;
  readonly quote: Quote;
  readonly formats: Formats;
  readonly inquire: Inquire;
};
