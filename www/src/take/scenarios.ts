/** The scenarios this browser keeps. Other tabs may change them too, so that each change begins with what is there now. */
import { read, written, type Scenario } from './scenario.ts';
import { Store } from './store.ts';

const KEY = 'scenarios';

export type Change = {
  /** false: the browser keeps nothing more; they are here until the tab is closed */
  readonly kept: boolean;
  /** takes the change back */
  readonly undo: () => Change;
};

export class Scenarios {
  readonly #store = new Store('browser');
  /** what could not be kept */
  #unkept: readonly Scenario[] | null = null;

  get all(): readonly Scenario[] {
    return this.#unkept ?? read(this.#store.get(KEY) ?? written([])).scenarios;
  }

  /** Under a name that is taken, it takes the place of the other. */
  save(scenario: Scenario): Change {
    const others = this.all.filter(({ name }) => name !== scenario.name);
    return this.#become([scenario, ...others]);
  }

  /** Adds those of a file; names that are taken get a number. */
  add(scenarios: readonly Scenario[]): Change {
    const added = scenarios.reduce<readonly Scenario[]>(
      (all, scenario) => [...all, { ...scenario, name: freeName(scenario.name, all) }],
      this.all,
    );
    return this.#become(added);
  }

  rename(from: string, to: string): Change {
    const others = this.all.filter(({ name }) => name !== from);
    const free = freeName(to, others);
    return this.#become(this.all.map((each) => (each.name === from ? { ...each, name: free } : each)));
  }

  remove(gone: string): Change {
    return this.#become(this.all.filter(({ name }) => name !== gone));
  }

  #become(scenarios: readonly Scenario[]): Change {
    const before = this.all;
    const kept = this.#store.set(KEY, written(scenarios));
    this.#unkept = kept ? null : scenarios;
    return { kept, undo: () => this.#become(before) };
  }
}

function freeName(wished: string, others: readonly Scenario[]): string {
  const isTaken = (name: string) => others.some((other) => other.name === name);
  let free = wished;
  for (let serial = 2; isTaken(free); serial += 1) free = `${wished} (${serial})`;
  return free;
}
