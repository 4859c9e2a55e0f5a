import type { Opened, Question, Read, Stepped, Usage } from './types.ts';

/** What the page asks of the worker. */
export type Call =
  | { open: { text: string } }
  | { ask: { handle: number; usage: Usage; question: Question } }
  | { rules: { handle: number; currency: string } }
  | { close: { handle: number } };
/** A call; or word that nobody waits for the answer to an earlier one any more. */
export type Request = { id: number; call: Call } | { drop: number };

/** What the worker sends back: to a question several replies, of which one is the last; to anything else one. */
export type Reply =
  { id: number; last: boolean; result: Opened | Read | Stepped | null } | { id: number; crashed: string };
