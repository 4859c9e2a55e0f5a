/** What the visitor sees and typed, as one immutable value; every change is a function from one to the next. */
import type {
  BookView,
  Fault,
  FeatureView,
  Frequency,
  PresetView,
  Quote,
  Usage,
  UsageLine,
} from './engine/types.ts';

/** A line of usage as typed, so faulty text stays as it is. */
export type LineDraft = {
  readonly key: string;
  readonly feature: string;
  readonly inputs: Readonly<Record<string, string | boolean>>;
  readonly times: string;
  readonly per: Frequency;
  readonly people: string;
  readonly open: boolean;
};
export type Draft = {
  readonly preset: string | null;
  readonly lines: readonly LineDraft[];
  readonly start: string;
  readonly months: string;
  readonly growth: string;
  readonly season: readonly string[];
  readonly newCustomer: boolean;
};
export type State = {
  readonly book: BookView | null;
  readonly draft: Draft;
  /** the last good answer; it stays while the usage is faulty */
  readonly quote: Quote | null;
  /** what is wrong with the usage, at paths of the draft: `lines.<key>.inputs.words`, `growth` */
  readonly usageFaults: readonly Fault[];
  /** what is wrong with the newest price book; the one before it stays in use */
  readonly bookFaults: readonly Fault[];
  readonly failure: Failure | null;
};
export type Failure = { readonly kind: 'engine' | 'not_loaded'; readonly detail: string };
/** A change to what is typed. */
export type Edit = (draft: Draft) => Draft;

const NO_SEASON: readonly string[] = Array.from({ length: 12 }, () => '1');

export function emptyDraft(start: string): Draft {
  return { preset: null, lines: [], start, months: '12', growth: '0', season: NO_SEASON, newCustomer: true };
}

export function firstState(start: string): State {
  return {
    book: null,
    draft: emptyDraft(start),
    quote: null,
    usageFaults: [],
    bookFaults: [],
    failure: null,
  };
}

type Inputs = Pick<FeatureView, 'id' | 'inputs'>;

function defaults(feature: Inputs): Record<string, string | boolean> {
  return Object.fromEntries(
    feature.inputs.map(({ id, kind }) => {
      if ('number' in kind) return [id, kind.number.default];
      return [id, 'choice' in kind ? kind.choice.default : kind.toggle.default];
    }),
  );
}

function unused(feature: Inputs, key: string): LineDraft {
  return {
    key,
    feature: feature.id,
    inputs: defaults(feature),
    times: '0',
    per: 'month',
    people: '1',
    open: false,
  };
}

function drafted(feature: Inputs, line: UsageLine, key: string): LineDraft {
  const inputs = { ...defaults(feature), ...line.inputs };
  return {
    ...unused(feature, key),
    inputs,
    times: line.times,
    per: line.per,
    people: line.people ?? '1',
    open: true,
  };
}

/**
 * Every feature of the book in its order: the lines that use it, or one line that does not yet. Lines of features
 * the book does not have come last, for the engine to refuse.
 */
function linesFor({ features }: BookView, used: readonly UsageLine[]): LineDraft[] {
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

export function withPreset(book: BookView, preset: PresetView): Edit {
  return (draft) => ({
    ...draft,
    preset: preset.id,
    lines: linesFor(book, preset.lines),
    growth: preset.growth ?? '0',
    season: preset.season.length === 12 ? preset.season : NO_SEASON,
  });
}

export function withLines(book: BookView, lines: readonly UsageLine[]): Edit {
  return (draft) => ({ ...draft, preset: null, lines: linesFor(book, lines) });
}

export function withUsage(book: BookView, usage: Usage): Edit {
  return (draft) => ({
    ...withLines(book, usage.lines)(draft),
    start: usage.start,
    months: String(usage.months ?? 12),
    growth: usage.growth ?? '0',
    season: usage.season?.length === 12 ? usage.season : NO_SEASON,
    newCustomer: usage.new_customer ?? true,
  });
}

/** What was typed for one version of a book, carried to the next: kept wherever the feature and input still exist. */
export function carriedOver(book: BookView): Edit {
  return (draft) => {
    const lines = book.features.flatMap((feature) => {
      const own = draft.lines.filter((line) => line.feature === feature.id);
      const known = defaults(feature);
      const kept = own.map((line) => ({
        ...line,
        inputs: { ...known, ...pick(line.inputs, Object.keys(known)) },
      }));
      return kept.length > 0 ? kept : [unused(feature, `${feature.id}-0`)];
    });
    return { ...draft, lines };
  };
}

function pick<T>(values: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key)));
}

export function withLine(key: string, change: Partial<LineDraft>): Edit {
  return (draft) => ({
    ...draft,
    lines: draft.lines.map((line) => (line.key === key ? { ...line, ...change } : line)),
  });
}

export function withInput(key: string, input: string, value: string | boolean): Edit {
  return (draft) => ({
    ...draft,
    lines: draft.lines.map((line) =>
      line.key === key ? { ...line, inputs: { ...line.inputs, [input]: value } } : line,
    ),
  });
}

/** A second line of the same feature, for other settings, right after the one it was copied from. */
export function withCopy(key: string): Edit {
  return (draft) => {
    const taken = new Set(draft.lines.map((line) => line.key));
    return {
      ...draft,
      lines: draft.lines.flatMap((line) => {
        if (line.key !== key) return [line];
        let serial = 1;
        while (taken.has(`${line.feature}-${serial}`)) serial += 1;
        return [line, { ...line, key: `${line.feature}-${serial}`, open: true }];
      }),
    };
  };
}

export function withoutLine(key: string): Edit {
  return (draft) => ({ ...draft, lines: draft.lines.filter((line) => line.key !== key) });
}

export function withSeason(month: number, factor: string): Edit {
  return (draft) => ({ ...draft, season: draft.season.map((old, at) => (at === month ? factor : old)) });
}
