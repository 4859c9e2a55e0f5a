/** Runs the engine off the page's thread, so that typing never waits for a search. */
import init, { close, dropTask, open, rules, start, step } from '../../engine/engine.js';
import type { Call, Reply, Request } from './protocol.ts';
import type { Opened, Question, Read, Started, Stepped, Usage } from './types.ts';

/** A question that is being answered, by the number of its request and the engine's own. */
type Task = { id: number; task: number; isQuote: boolean };

const ready = init();
let tasks: readonly Task[] = [];

// A message to ourselves comes after those that are waiting already: what the page says between two steps is heard
// before the next one.
const turn = new MessageChannel();
let awake = false;

function wake(): void {
  if (awake || tasks.length === 0) return;
  awake = true;
  turn.port2.postMessage(null);
}

function send(reply: Reply): void {
  self.postMessage(reply);
}

/** After a trap the instance must not be used again: the page starts a new worker. */
function guarded(id: number, work: () => void): void {
  try {
    work();
  } catch (error) {
    tasks = [];
    send({ id, crashed: String(error) });
  }
}

function receive(id: number, call: Call): void {
  if ('ask' in call) {
    ask(id, call.ask);
  } else if ('open' in call) {
    send({ id, last: true, result: open(call.open.text) as Opened });
  } else if ('rules' in call) {
    send({ id, last: true, result: rules(call.rules.handle, call.rules.currency) as Read });
  } else {
    close(call.close.handle);
    send({ id, last: true, result: null });
  }
}

function ask(id: number, asked: { handle: number; usage: Usage; question: Question }): void {
  const { handle, usage, question } = asked;
  const started = start(handle, usage, question) as Started;
  if (started.ok) tasks = [...tasks, { id, task: started.task, isQuote: question === 'quote' }];
  else send({ id, last: true, result: started });
  wake();
}

function drop(id: number): void {
  for (const { task } of tasks.filter((other) => other.id === id)) dropTask(task);
  tasks = tasks.filter((other) => other.id !== id);
}

/** One step of the quote, or where none is asked for, of the question that came first. */
function work({ id, task }: Task): void {
  const stepped = step(task) as Stepped;
  const last = !stepped.ok || stepped.done;
  if (last) tasks = tasks.filter((other) => other.id !== id);
  if (last || stepped.reply !== null) send({ id, last, result: stepped });
  wake();
}

turn.port1.addEventListener('message', () => {
  awake = false;
  const next = tasks.find(({ isQuote }) => isQuote) ?? tasks[0];
  if (next !== undefined) {
    guarded(next.id, () => {
      work(next);
    });
  }
});
turn.port1.start();

self.addEventListener('message', ({ data }: MessageEvent<Request>) => {
  if ('drop' in data) {
    // In its turn: what it is about may not have been begun.
    void ready.then(() => {
      drop(data.drop);
    });
    return;
  }
  const { id, call } = data;
  ready.then(
    () => {
      guarded(id, () => {
        receive(id, call);
      });
    },
    (error: unknown) => {
      send({ id, crashed: String(error) });
    },
  );
});
