/** What the columns of a file probably say, by their names and by what stands in them. */
import type { BookView, EventsColumnLook, EventsPreview, InputView } from '../engine/types.ts';
import { defaultOf } from '../lines.ts';
import { UNUSED, inputsOf, type ColumnDraft, type MappingDraft, type Says } from './mapping.ts';
import type { Remembered } from './memory.ts';

const TIME = words(
  'time timestamp date datetime day when at created createdat occurredat startedat starttime ts',
);
const FEATURE = words(
  'feature event eventtype type action kind operation tool product service task activity name',
);
const SUCCESS = words('success succeeded successful ok status result outcome state');

/** Other names of inputs that price books often have. */
const SYNONYMS: Readonly<Record<string, ReadonlySet<string>>> = {
  input: words(
    'inputtokens prompttokens contexttokens prompt context tokensin requesttokens promptlength ninput numinputtokens',
  ),
  output: words(
    'outputtokens completiontokens generatedtokens completion generated tokensout responsetokens noutput numoutputtokens',
  ),
  cached: words('cachedtokens cachedinputtokens cachereadtokens cachereadinputtokens inputcachedtokens'),
  written: words('cachewritetokens cachecreationtokens cachecreationinputtokens'),
  seconds: words(
    'duration length runtime elapsed durationseconds lengthseconds durations durationms sec secs',
  ),
  minutes: words('durationminutes mins lengthminutes duration'),
  characters: words('chars charactercount charcount textlength length'),
  words: words('wordcount nwords length'),
  images: words('imagecount nimages numimages n count'),
  pages: words('pagecount npages'),
  model: words('modelname modelid engine'),
};

/** What a unit in a column's name comes to in the units of an input. */
const FACTORS: readonly (readonly [column: RegExp, unit: RegExp, factor: string])[] = [
  [/(?:ms|millis|milliseconds)$/u, /^seconds?$/u, '0.001'],
  [/(?:ms|millis|milliseconds)$/u, /^minutes?$/u, '1/60000'],
  [/(?:minutes|mins|min)$/u, /^seconds?$/u, '60'],
  [/(?:hours|hrs)$/u, /^seconds?$/u, '3600'],
  [/(?:seconds|secs|sec)$/u, /^minutes?$/u, '1/60'],
  [/(?:seconds|secs|sec)$/u, /^hours?$/u, '1/3600'],
  [/tokens?$/u, /^million tokens?$/u, '0.000001'],
  [/tokens?$/u, /^(?:thousand|1,?000) tokens?$/u, '0.001'],
];

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** `Context Tokens`, `context_tokens` and `ContextTokens` are one name. */
export function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function isNamed(name: string, { id, name: label }: InputView): boolean {
  return name === plain(id) || name === plain(label) || SYNONYMS[id]?.has(name) === true;
}

/** Cells that are no numbers are no reason against a name that fits: their rows say so when they are read. */
function canBe({ number, time }: EventsColumnLook): boolean {
  return time === null || number;
}

function factorFor(name: string, { unit }: InputView): string {
  const found = FACTORS.find(
    ([column, of]) => unit !== null && column.test(name) && of.test(unit.toLowerCase()),
  );
  return found?.[2] ?? '1';
}

function cellsOf({ rows, header }: EventsPreview, column: number): string[] {
  return rows.slice(header ? 1 : 0).map((row) => row[column] ?? '');
}

function namesFeatures({ features }: BookView, cells: readonly string[]): boolean {
  const known = new Set(features.flatMap(({ id, name }) => [plain(id), plain(name)]));
  return cells.some((cell) => cell !== '' && known.has(plain(cell)));
}

/** The columns by what was said before, then by name, then by what they look like; each meaning once. */
export function guess(book: BookView, preview: EventsPreview, remembered: Remembered): MappingDraft {
  const says = new Map<number, ColumnDraft>();
  const taken = (meaning: Says) => [...says.values()].some(({ says: said }) => said === meaning);
  const take = (column: number, meaning: Says, factor = '1') => {
    if (!says.has(column) && !taken(meaning)) says.set(column, { says: meaning, factor });
  };
  const each = (visit: (look: EventsColumnLook, column: number, name: string) => void) => {
    preview.columns.forEach((look, column) => {
      visit(look, column, plain(look.name));
    });
  };
  const inputs = inputsOf(book.features);
  const known = new Set<Says>([
    'nothing',
    'time',
    'feature',
    'success',
    ...inputs.map(({ id }) => `input:${id}` as const),
  ]);
  each((look, column) => {
    const before = remembered.columns[look.name];
    if (look.name !== '' && before !== undefined && known.has(before.says)) {
      if (before.says === 'nothing') says.set(column, before);
      else take(column, before.says, before.factor);
    }
  });
  each((look, column, name) => {
    if (look.time !== null && TIME.has(name)) take(column, 'time');
  });
  each((look, column) => {
    if (look.time !== null && !look.number) take(column, 'time');
  });
  // Some cells that are no times are no reason against a name that fits.
  each((look, column, name) => {
    if (TIME.has(name) && !look.number) take(column, 'time');
  });
  each((_, column) => {
    if (namesFeatures(book, cellsOf(preview, column))) take(column, 'feature');
  });
  each((look, column, name) => {
    if (FEATURE.has(name) && !look.number && look.time === null && book.features.length > 1)
      take(column, 'feature');
  });
  for (const input of inputs) {
    each((look, column, name) => {
      if (isNamed(name, input) && canBe(look)) take(column, `input:${input.id}`, factorFor(name, input));
    });
  }
  each((_, column, name) => {
    if (SUCCESS.has(name) && book.features.some(({ only_success: only }) => only)) take(column, 'success');
  });
  const columns = preview.columns.map((_, column) => says.get(column) ?? UNUSED);
  const feature = bestFeature(book, columns);
  const shown = book.features.find(({ id }) => id === feature);
  return {
    delimiter: preview.delimiter,
    header: preview.header,
    columns,
    feature,
    time:
      preview.columns.find(({ time }, column) => time !== null && says.get(column)?.says === 'time')?.time ??
      'iso',
    decimalComma: preview.columns.some((look) => look.decimal_comma),
    names: remembered.names,
    inputs: Object.fromEntries((shown?.inputs ?? []).map((input) => [input.id, defaultOf(input)])),
  };
}

/** The feature most of whose inputs the columns say; the first of several. */
function bestFeature({ features }: BookView, columns: readonly ColumnDraft[]): string {
  const said = (ids: readonly string[]) =>
    columns.filter(({ says }) => ids.some((id) => says === `input:${id}`)).length;
  const scored = features.map(({ id, inputs }) => ({ id, score: said(inputs.map((input) => input.id)) }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return scored.find(({ score }) => score === best)?.id ?? '';
}
