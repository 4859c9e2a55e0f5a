/** A formula of a price book as a phrase. */
import type { Formats } from '../format.ts';
import type {
  BookView,
  FeatureView,
  FormulaKind,
  FormulaNode,
  FormulaTerm,
  InputView,
} from '../engine/types.ts';
import { r } from '../messages/rules.ts';

/** What the names of a formula mean. */
export type Names = { readonly book: BookView; readonly feature: FeatureView; readonly formats: Formats };

/** A name of the price book's own as words. */
export function readable(name: string): string {
  return name.replaceAll('_', ' ');
}

function inputOf(node: FormulaNode, { feature }: Names): InputView | null {
  const { kind } = node;
  return 'input' in kind ? (feature.inputs.find(({ id }) => id === kind.input) ?? null) : null;
}

function isToggle(input: InputView | null): boolean {
  return input !== null && 'toggle' in input.kind;
}

function isCondition({ kind }: FormulaNode): boolean {
  return 'compare' in kind || 'all' in kind || 'any' in kind || 'not' in kind;
}

/** A phrase, or what leads a list of phrases. */
export type Spoken = { readonly words: string; readonly parts: readonly Spoken[] };

/** A formula of more parts than this is told as a list. */
const LONG = 12;

function sizeOf(node: FormulaNode): number {
  return childrenOf(node).reduce((size, child) => size + sizeOf(child), 1);
}

/** A formula in phrases that are short enough to be followed. */
export function spoken(node: FormulaNode, names: Names, credit: string): Spoken {
  const { kind } = node;
  if ('sum' in kind) {
    const parts = kind.sum.map((term) => part(term, names, credit, r.less));
    return { words: r.sumOf, parts };
  }
  if ('product' in kind && sizeOf(node) > LONG) {
    const parts = kind.product.map((term) => part(term, names, null, r.over));
    return { words: r.productOf, parts };
  }
  return { words: costPhrase(node, names, credit), parts: [] };
}

function part(
  { inverse, node }: FormulaTerm,
  names: Names,
  credit: string | null,
  turned: (words: string) => string,
): Spoken {
  const isLong = sizeOf(node) > LONG && ('sum' in node.kind || 'product' in node.kind);
  if (isLong) {
    const { words, parts } = spoken(node, names, credit ?? '');
    return { words: inverse ? turned(words) : words, parts };
  }
  const words = credit === null ? phrase(node, names) : costPhrase(node, names, credit);
  return { words: inverse ? turned(words) : words, parts: [] };
}

/** What a formula is made of, one step down. */
export function childrenOf({ kind }: FormulaNode): readonly FormulaNode[] {
  if ('negate' in kind) return [kind.negate];
  if ('not' in kind) return [kind.not];
  if ('sum' in kind) return kind.sum.map(({ node }) => node);
  if ('product' in kind) return kind.product.map(({ node }) => node);
  if ('compare' in kind) return kind.compare[1];
  if ('all' in kind) return kind.all;
  if ('any' in kind) return kind.any;
  if ('if' in kind) return kind.if;
  if ('call' in kind) return kind.call[1];
  if ('lookup' in kind) return kind.lookup[1];
  if ('tiered' in kind) return [kind.tiered[1]];
  if ('feature' in kind) return kind.feature[1].map(({ node }) => node);
  return [];
}

/** What it costs, with the credits named where a plain number stands. */
export function costPhrase(node: FormulaNode, names: Names, credit: string): string {
  const { kind } = node;
  if ('number' in kind) return kind.number === '0' ? r.nothing : named(kind.number, names, credit);
  if ('product' in kind) return product(kind.product, names, credit);
  if ('if' in kind) {
    const [condition, then, other] = kind.if;
    return r.otherwise(
      costPhrase(then, names, credit),
      conditionPhrase(condition, names),
      costPhrase(other, names, credit),
    );
  }
  const alone = [{ inverse: false, node }];
  return isFactor(node, names) ? product(alone, names, credit) : phrase(node, names);
}

function named(decimal: string, { formats }: Names, credit: string): string {
  return formats.credit(credit).exact(decimal);
}

/** Whether it reads as "for each …" or "if …" after a number. */
function isFactor(node: FormulaNode, names: Names): boolean {
  const { kind } = node;
  return 'input' in kind ? inputOf(node, names)?.kind !== undefined : isCondition(node) || isBlocks(kind);
}

function isBlocks(kind: FormulaKind): boolean {
  return 'call' in kind && kind.call[0] === 'blocks';
}

function product(terms: readonly FormulaTerm[], names: Names, credit: string | null): string {
  const { formats } = names;
  const over = terms.filter(({ inverse }) => inverse).map(({ node }) => node);
  const all = terms.filter(({ inverse }) => !inverse).map(({ node }) => node);
  const numbers = all.flatMap(({ kind }) => ('number' in kind ? [kind.number] : []));
  const factors = all.filter(
    (node) => isFactor(node, names) && !(isToggle(inputOf(node, names)) || isCondition(node)),
  );
  const conditions = all.filter((node) => isToggle(inputOf(node, names)) || isCondition(node));
  const rest = all.filter(
    (node) => !('number' in node.kind) && !factors.includes(node) && !conditions.includes(node),
  );
  const heads = [
    ...numbers.map((decimal) => formats.number(decimal)),
    ...rest.map((node) => tight(node, names)),
  ];
  const [first, ...more] = heads;
  const [only] = numbers;
  let head = first ?? (credit === null ? r.one : named('1', names, credit));
  if (credit !== null && rest.length === 0 && numbers.length === 1 && only !== undefined)
    head = named(only, names, credit);
  const said = [head, ...more.map((part) => r.times(part))].join(' ');
  return [
    rest.length > 0 && factors.length > 0 ? r.comma(said) : said,
    ...factors.map((node) => eachPhrase(node, names)),
    ...over.map((node) => r.over(tight(node, names))),
    ...conditions.map((node) => r.when(conditionPhrase(node, names))),
  ].join(' ');
}

/** "for each second", "for each started 30 seconds". */
function eachPhrase(node: FormulaNode, names: Names): string {
  const { kind } = node;
  const { feature, formats } = names;
  if ('call' in kind) {
    const [of, size] = kind.call[1];
    if (of === undefined || size === undefined) return '';
    const input = inputOf(of, names);
    const words = 'number' in size.kind ? formats.number(size.kind.number) : tight(size, names);
    if (input?.unit != null) return r.eachStarted(words, input.unit);
    return r.eachStartedOf(words, tight(of, names));
  }
  const input = inputOf(node, names);
  if (input?.unit == null) return r.times(phrase(node, names));
  const alike = feature.inputs.filter(({ unit }) => unit === input.unit);
  return alike.length === 1 ? r.each(input.unit) : r.eachOf(input.unit, input.name);
}

/** With brackets where it has parts of its own. */
function tight(node: FormulaNode, names: Names): string {
  const { kind } = node;
  const words = phrase(node, names);
  return 'sum' in kind ||
    'product' in kind ||
    'if' in kind ||
    'negate' in kind ||
    ('call' in kind && !isBlocks(kind))
    ? r.bracket(words)
    : words;
}

export function conditionPhrase(node: FormulaNode, names: Names): string {
  const { kind } = node;
  const input = inputOf(node, names);
  if (input !== null && isToggle(input)) return r.isOn(input.name);
  if ('not' in kind) {
    const turned = inputOf(kind.not, names);
    return turned !== null && isToggle(turned)
      ? r.isOff(turned.name)
      : r.not(r.bracket(conditionPhrase(kind.not, names)));
  }
  if ('all' in kind) return r.and(kind.all.map((part) => nested(part, names)));
  if ('any' in kind) return r.or(kind.any.map((part) => nested(part, names)));
  if (!('compare' in kind)) return phrase(node, names);
  const [comparison, [left, right]] = kind.compare;
  if (
    'input' in left.kind &&
    left.kind.input === 'plan' &&
    'text' in right.kind &&
    right.kind.text === 'none'
  )
    return comparison === 'equal' ? r.isWithoutPlan : r.isWithPlan;
  return r.compare[comparison](sidePhrase(left, right, names), sidePhrase(right, left, names));
}

function nested(node: FormulaNode, names: Names): string {
  const words = conditionPhrase(node, names);
  return 'all' in node.kind || 'any' in node.kind ? r.bracket(words) : words;
}

/** A choice is called as the input on the other side calls it. */
function sidePhrase(node: FormulaNode, other: FormulaNode, names: Names): string {
  const { kind } = node;
  if (!('text' in kind)) return phrase(node, names);
  return choiceName(kind.text, other, names);
}

export function choiceName(id: string, asked: FormulaNode, names: Names): string {
  const input = inputOf(asked, names);
  if (input !== null && 'choice' in input.kind)
    return input.kind.choice.choices.find((choice) => choice.id === id)?.name ?? id;
  if ('input' in asked.kind && asked.kind.input === 'plan') return planName(id, names.book);
  return readable(id);
}

export function planName(id: string, book: BookView): string {
  if (id === 'none') return r.noPlan;
  return book.offers.find((offer) => offer.id === id)?.name ?? readable(id);
}

export function phrase(node: FormulaNode, names: Names): string {
  const { kind } = node;
  const { book, formats } = names;
  if ('number' in kind) return formats.number(kind.number);
  if ('text' in kind) return r.input(readable(kind.text));
  if ('input' in kind) {
    const input = inputOf(node, names);
    return input === null ? r.plan : r.input(input.name);
  }
  if ('negate' in kind) return r.minus(tight(kind.negate, names));
  if ('sum' in kind) {
    const [first, ...more] = kind.sum;
    if (first === undefined) return '';
    return more.reduce(
      (said, term) =>
        term.inverse
          ? `${said} ${r.minus(tight(term.node, names))}`
          : r.plus([said, phrase(term.node, names)]),
      phrase(first.node, names),
    );
  }
  if ('product' in kind) return times(kind.product, names);
  if ('if' in kind) {
    const [condition, then, other] = kind.if;
    return r.otherwise(phrase(then, names), conditionPhrase(condition, names), phrase(other, names));
  }
  if ('call' in kind) return called(kind.call, names);
  if ('lookup' in kind) {
    const [table, keys] = kind.lookup;
    return r.lookup(
      readable(table),
      keys.map((key) => phrase(key, names)),
    );
  }
  if ('tiered' in kind) {
    const [scheme, of, { text }] = kind.tiered;
    return r.tiers[scheme](tight(of, names), readable(text));
  }
  if ('feature' in kind) {
    const [id, given] = kind.feature;
    const feature = book.features.find((other) => other.id === id);
    if (feature === undefined) return readable(id);
    const values = given.map(({ name, node: value }) => {
      const input = feature.inputs.find((other) => other.id === name.text);
      const inside = { ...names, feature };
      const asked = { kind: { input: name.text } };
      if ('input' in value.kind && inputOf(value, names)?.name === input?.name)
        return r.givenSame(input?.name ?? name.text);
      const words = 'text' in value.kind ? choiceName(value.kind.text, asked, inside) : phrase(value, names);
      return r.given(input?.name ?? name.text, words);
    });
    return r.feature(feature.name, values);
  }
  return conditionPhrase(node, names);
}

/** A product inside a formula, where nothing is counted "for each". */
function times(terms: readonly FormulaTerm[], names: Names): string {
  const [first, ...more] = terms;
  if (first === undefined) return '';
  return [
    tight(first.node, names),
    ...more.map(({ inverse, node }) => (inverse ? r.over(tight(node, names)) : r.times(tight(node, names)))),
  ].join(' ');
}

function called([name, given]: [string, readonly FormulaNode[]], names: Names): string {
  const words = given.map((part) => phrase(part, names));
  const [what = '', second = r.one, third = ''] = words;
  const plain = given.findIndex(({ kind }) => 'number' in kind);
  const other = words[1 - plain] ?? '';
  switch (name) {
    case 'min':
      return given.length === 2 && plain >= 0 ? r.atMost(other, words[plain] ?? '') : r.smallest(words);
    case 'max':
      return given.length === 2 && plain >= 0 ? r.atLeast(other, words[plain] ?? '') : r.largest(words);
    case 'clamp':
      return r.atMost(r.atLeast(what, second), third);
    case 'abs':
      return r.size(what);
    case 'blocks':
      return r.blocks(second, what);
    default: {
      const mode =
        name === 'round'
          ? 'half_away'
          : name === 'round_even'
            ? 'half_even'
            : name === 'ceil'
              ? 'ceil'
              : 'floor';
      return r.rounded(what, mode, second);
    }
  }
}
