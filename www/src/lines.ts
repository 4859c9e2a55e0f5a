/** Lines of usage as they stand in the form: every feature of a book, used or not. */
import type { InputDraft, LineDraft } from './draft.ts';
import type { BookView, FeatureView, InputView, UsageLine } from './engine/types.ts';

type Inputs = Pick<FeatureView, 'id' | 'inputs'>;

/** What an input is before anybody says something. */
export function defaultOf({ kind }: Pick<InputView, 'kind'>): InputDraft {
  if ('choice' in kind) return kind.choice.default;
  if ('toggle' in kind) return kind.toggle.default;
  const { default: typical, low, high } = kind.number;
  return low === null || high === null ? typical : { low, typical, high };
}

function defaults(feature: Inputs): Record<string, InputDraft> {
  return Object.fromEntries(feature.inputs.map((input) => [input.id, defaultOf(input)]));
}

export function unused(feature: Inputs, key: string): LineDraft {
  return {
    key,
    feature: feature.id,
    inputs: defaults(feature),
    times: '0',
    per: 'month',
    people: '1',
    team: null,
    onDays: null,
    success: null,
    open: false,
  };
}

function drafted(feature: Inputs, line: UsageLine, key: string): LineDraft {
  return {
    ...unused(feature, key),
    inputs: { ...defaults(feature), ...line.inputs },
    times: line.times,
    per: line.per,
    people: line.people ?? '1',
    team: line.team ?? null,
    onDays: line.on_days === undefined ? null : String(line.on_days),
    success: line.success ?? null,
    open: true,
  };
}

/**
 * Every feature of the book in its order: the lines that use it, or one line that does not yet. Lines of features
 * the book does not have come last, for the engine to refuse.
 */
export function linesFor({ features }: BookView, used: readonly UsageLine[]): LineDraft[] {
  const known = features.flatMap((feature) => {
    const own = used.filter((line) => line.feature === feature.id);
    const lines = own.map((line, at) => drafted(feature, line, `${feature.id}-${at}`));
    return lines.length > 0 ? lines : [unused(feature, `${feature.id}-0`)];
  });
  const strange = used.filter((line) => !features.some(({ id }) => id === line.feature));
  return [
    ...known,
    ...strange.map((line, at) => drafted({ id: line.feature, inputs: [] }, line, `${line.feature}-${at}`)),
  ];
}

/** Lines typed for one version of a book, for the next: kept wherever the feature and input still exist. */
export function linesKept(book: BookView, lines: readonly LineDraft[]): LineDraft[] {
  return book.features.flatMap((feature) => {
    const own = lines.filter((line) => line.feature === feature.id);
    const known = defaults(feature);
    const kept = own.map((line) => ({
      ...line,
      inputs: { ...known, ...pick(line.inputs, Object.keys(known)) },
    }));
    return kept.length > 0 ? kept : [unused(feature, `${feature.id}-0`)];
  });
}

/** Those values that are still asked for. */
export function pick<T>(values: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key)));
}
