/** What the visitor says about the columns of a file, and the same as the engine is told. */
import type { InputDraft } from '../draft.ts';
import type {
  BookView,
  EventsColumn,
  EventsMapping,
  EventsName,
  EventsSaying,
  FeatureView,
  InputValue,
  InputView,
  TimeForm,
} from '../engine/types.ts';
import { decimalText } from '../typed.ts';

/** A column's meaning in a list of choices: a word, or an input's id after `input:`. */
export type Says = 'nothing' | 'time' | 'feature' | 'success' | `input:${string}`;

export type ColumnDraft = {
  readonly says: Says;
  /** what its numbers are multiplied by, as typed */
  readonly factor: string;
};

export type MappingDraft = {
  readonly delimiter: string;
  readonly header: boolean;
  readonly columns: readonly ColumnDraft[];
  /** the one feature of all events, where no column says it */
  readonly feature: string;
  readonly time: TimeForm;
  readonly decimalComma: boolean;
  readonly names: readonly EventsName[];
  /** values of the one feature's inputs that no column says */
  readonly inputs: Readonly<Record<string, InputDraft>>;
};

export const UNUSED: ColumnDraft = { says: 'nothing', factor: '1' };

export function inputOf(says: Says): string | null {
  return says.startsWith('input:') ? says.slice('input:'.length) : null;
}

/** Whether a column says the feature, so that no single one is asked for. */
export function hasFeatureColumn({ columns }: MappingDraft): boolean {
  return columns.some(({ says }) => says === 'feature');
}

export function hasTime({ columns }: MappingDraft): boolean {
  return columns.some(({ says }) => says === 'time');
}

/** The features whose inputs columns may say. */
export function featuresFor({ features }: BookView, draft: MappingDraft): readonly FeatureView[] {
  return hasFeatureColumn(draft) ? features : features.filter(({ id }) => id === draft.feature);
}

/** Every input once by its id, in the book's order. */
export function inputsOf(features: readonly FeatureView[]): InputView[] {
  const inputs = new Map<string, InputView>();
  for (const input of features.flatMap((feature) => feature.inputs)) {
    if (!inputs.has(input.id)) inputs.set(input.id, input);
  }
  return [...inputs.values()];
}

/** The inputs of the one feature that no column says. */
export function leftInputs(book: BookView, draft: MappingDraft): readonly InputView[] {
  if (hasFeatureColumn(draft)) return [];
  const said = draft.columns.map(({ says }) => inputOf(says));
  return inputsOf(featuresFor(book, draft)).filter(({ id }) => !said.includes(id));
}

/** Inputs of features that a column names and no column says: they take the price book's defaults. */
export function defaultInputs(book: BookView, draft: MappingDraft): readonly InputView[] {
  if (!hasFeatureColumn(draft)) return [];
  const said = draft.columns.map(({ says }) => inputOf(says));
  return inputsOf(book.features).filter(({ id }) => !said.includes(id));
}

function saying(says: Says): EventsSaying | null {
  if (says === 'nothing') return null;
  const input = inputOf(says);
  return input === null ? (says as 'time' | 'feature' | 'success') : { input };
}

function value(typed: InputDraft): InputValue {
  return typeof typed === 'string' ? decimalText(typed) : typed;
}

export function mappingOf(book: BookView, draft: MappingDraft, day: string): EventsMapping {
  const known = inputsOf(featuresFor(book, draft));
  const columns = draft.columns.flatMap(({ says, factor }, column): EventsColumn[] => {
    const said = saying(says);
    if (said === null || (typeof said === 'object' && !known.some(({ id }) => id === said.input))) return [];
    return [{ column, says: said, ...(factor.trim() === '1' ? {} : { factor: decimalText(factor) }) }];
  });
  const left = leftInputs(book, draft).flatMap(({ id }) => {
    const typed = draft.inputs[id];
    return typed === undefined ? [] : [[id, value(typed)] as const];
  });
  return {
    delimiter: draft.delimiter,
    header: draft.header,
    columns,
    day,
    time: draft.time,
    ...(hasFeatureColumn(draft) ? {} : { feature: draft.feature }),
    ...(draft.decimalComma ? { decimal_comma: true } : {}),
    ...(draft.names.length === 0 ? {} : { names: [...draft.names] }),
    ...(left.length === 0 ? {} : { inputs: { [draft.feature]: Object.fromEntries(left) } }),
  };
}
