import type { Opened, Quoted, Usage } from './types.ts';

/** What the page sends to the worker. */
export type Call =
  { open: { text: string } } | { quote: { handle: number; usage: Usage } } | { close: { handle: number } };
export type Request = { id: number; call: Call };

/** What the worker sends back: one reply for each request. */
export type Reply = { id: number; result: Opened | Quoted | null } | { id: number; crashed: string };
