import type { Page } from '@playwright/test';

/** What a test can do to the messages between the page and its worker. */
export type Gate = {
  /** holds back the last reply to every question */
  hold: boolean;
  /** has the worker crash in place of the last reply to the next question */
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
      const { id, last, result } = event.data as { id: number; last?: boolean; result?: object | null };
      const ends = last === true && typeof result === 'object' && result !== null && 'done' in result;
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
