/** From what is typed to what the engine is asked, and its complaints back to where they were typed. */
import type { Fault, Usage } from './engine/types.ts';
import type { Draft, LineDraft } from './state.ts';
import { decimalText, isNothing, wholeNumber } from './typed.ts';

export type Asked = { readonly usage: Usage; readonly keys: readonly string[] };

function typedInputs(inputs: LineDraft['inputs']): Record<string, string | boolean> {
  return Object.fromEntries(
    Object.entries(inputs).map(([id, value]) => [id, typeof value === 'string' ? decimalText(value) : value]),
  );
}

/** Lines without use are left out; `keys` remembers which line was sent at which place. */
export function asked(draft: Draft): Asked {
  const used = draft.lines.filter((line) => !isNothing(line.times));
  const usage: Usage = {
    start: draft.start,
    months: wholeNumber(draft.months),
    lines: used.map((line) => ({
      feature: line.feature,
      inputs: typedInputs(line.inputs),
      times: decimalText(line.times),
      per: line.per,
      people: decimalText(line.people),
    })),
    growth: decimalText(draft.growth),
    season: draft.season.map(decimalText),
    new_customer: draft.newCustomer,
  };
  return { usage, keys: used.map((line) => line.key) };
}

/** `usage.lines[0].inputs.words` as `lines.article-0.inputs.words`. */
export function placed(faults: readonly Fault[], keys: readonly string[]): Fault[] {
  return faults.map((fault) => {
    const path = fault.path.replace(/^usage\./u, '').replace(/^lines\[(\d+)\]/u, (whole, at: string) => {
      const key = keys[Number.parseInt(at, 10)];
      return key === undefined ? whole : `lines.${key}`;
    });
    return { ...fault, path };
  });
}

/** The faults that belong to exactly this box. */
export function faultsAt(faults: readonly Fault[], path: string): Fault[] {
  return faults.filter((fault) => fault.path === path);
}

export function faultsUnder(faults: readonly Fault[], path: string): Fault[] {
  return faults.filter((fault) => fault.path === path || fault.path.startsWith(`${path}.`));
}
