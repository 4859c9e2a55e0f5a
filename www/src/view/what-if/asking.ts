import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Overtaken } from '../../engine/engine.ts';
import type {
  BreakEvenView,
  BudgetView,
  CurveView,
  ExpiryPolicyView,
  Fault,
  Question,
  RangesView,
  Reply,
  SizesView,
} from '../../engine/types.ts';
import type { Situation } from './situation.ts';

/** What was overtaken is asked again after so long. */
const PAUSE_MS = 300;

/** What the kinds of questions are answered by. */
type Views = {
  readonly curve: CurveView;
  readonly break_even: BreakEvenView;
  readonly budget: BudgetView;
  readonly ranges: RangesView;
  readonly sizes: SizesView;
  readonly expiry_policy: ExpiryPolicyView;
};
export type Kind = keyof Views;

/** What is shown, and what it is the answer to: while the next answer is on its way, the one before stays. */
export type Shown<K extends Kind> = {
  readonly situation: Situation;
  readonly question: Question;
  readonly view: Views[K];
};

/**
 * One question at a time for one component. A newer question overtakes the one before; the answer to that stays in
 * view until the new one is complete. Where there was none, the new one is shown as it comes.
 */
export class Asking<K extends Kind> implements ReactiveController {
  shown: Shown<K> | null = null;
  busy = false;
  faults: readonly Fault[] = [];
  failed = false;
  readonly #kind: K;
  readonly #host: ReactiveControllerHost;
  #aborter: AbortController | null = null;

  constructor(host: ReactiveControllerHost, kind: K) {
    this.#host = host;
    this.#kind = kind;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** Whether what is shown is not the answer to what was asked last. */
  get stale(): boolean {
    return this.busy && this.shown?.view.done === true;
  }

  /** Asks; without `keep`, what is shown goes at once, because it answers another kind of question. */
  async ask(situation: Situation, question: Question, keep = true): Promise<void> {
    this.stop();
    const aborter = (this.#aborter = new AbortController());
    const { signal } = aborter;
    this.busy = true;
    this.failed = false;
    if (!keep || this.shown?.view.done !== true) this.shown = null;
    this.#host.requestUpdate();
    const heard = (reply: Reply) => {
      const view = (reply as Partial<Views>)[this.#kind];
      if (view === undefined || (this.stale && !view.done)) return;
      this.shown = { situation, question, view };
      this.#host.requestUpdate();
    };
    try {
      const inquired = await situation.inquire(question, heard, signal);
      if (signal.aborted) return;
      if (inquired.ok) heard(inquired.reply);
      else this.shown = null;
      this.faults = inquired.ok ? [] : inquired.faults;
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Overtaken) {
        // A newer quote came first. Should it bring no new answer, this question still stands.
        setTimeout(() => {
          if (!signal.aborted) void this.ask(situation, question);
        }, PAUSE_MS);
        return;
      }
      this.failed = true;
    }
    this.busy = false;
    this.#host.requestUpdate();
  }

  /** Asks for nothing any more, and lets the engine forget what it was asked. */
  stop(): void {
    this.#aborter?.abort();
    this.#aborter = null;
    this.busy = false;
  }
}
