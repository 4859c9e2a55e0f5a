import type { Opened, Question, Quoted, Started, Stepped, Usage } from './types.ts';

/** What the page sends to the worker. */
export type Call =
  | { open: { text: string } }
  | { quote: { handle: number; usage: Usage } }
  | { start: { handle: number; usage: Usage; question: Question } }
  | { step: { task: number } }
  | { drop: { task: number } }
  | { close: { handle: number } };

/** What a call comes to. */
export type Result = Opened | Quoted | Started | Stepped | null;

export type Request = { id: number; call: Call };

/** What the worker sends back: one reply for each request. */
export type Reply = { id: number; result: Result } | { id: number; crashed: string };
