import type { Page } from '@playwright/test';

/** What a test can do to the messages between the page and its worker. */
export type Gate = {
  /** holds back all that is said of a quote after it was checked, and the last reply to other questions */
  hold: boolean;
  /** has the worker crash in place of the next reply that would be held back */
  crash: boolean;
  /** lets through what was held back */
  release: () => void;
  /** questions asked, and those given up, in order */
  log: string[];
};

declare global {
  interface Window {
    gate: Gate;
  }
}

/** Puts a gate between the page and its worker; to be called before the page is opened. */
export async function gated(page: Page): Promise<void> {
  await page.addInitScript(() => {
    let held: (() => void)[] = [];
    const gate: Gate = {
      hold: false,
      crash: false,
      release: () => {
        gate.hold = false;
        const waiting = held;
        held = [];
        for (const go of waiting) go();
      },
      log: [],
    };
    window.gate = gate;
    const receive = (event: MessageEvent, pass: (event: MessageEvent) => void) => {
      type Result = { done?: boolean; reply?: { quote?: { stage: string } } | null };
      const { id, last, result } = event.data as { id: number; last?: boolean; result?: Result | null };
      const stage = result?.reply?.quote?.stage ?? 'checking';
      const ends = result?.done !== undefined && (last === true || stage !== 'checking');
      if (ends && gate.crash) {
        gate.crash = false;
        pass(new MessageEvent('message', { data: { id, crashed: 'unreachable' } }));
      } else if (ends && gate.hold) {
        held.push(() => {
          pass(event);
        });
      } else {
        pass(event);
      }
    };
    const Real = Worker;
    window.Worker = new Proxy(Real, {
      construct: (_, [address, options]: [string | URL, WorkerOptions?]) => {
        const worker = new Real(address, options);
        const listen = worker.addEventListener.bind(worker);
        const post = worker.postMessage.bind(worker);
        worker.addEventListener = (type: string, listener: unknown) => {
          const pass = listener as (event: Event) => void;
          const heard = (event: Event) => {
            if (type === 'message') receive(event as MessageEvent, pass);
            else pass(event);
          };
          listen(type, heard);
        };
        worker.postMessage = (message: unknown) => {
          const { id, call, drop } = message as { id?: number; call?: object; drop?: number };
          if (drop !== undefined) gate.log.push(`drop ${drop}`);
          else if (call !== undefined && 'ask' in call) gate.log.push(`ask ${id}`);
          post(message);
        };
        return worker;
      },
    });
  });
}
