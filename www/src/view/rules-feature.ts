/** How the credits of a feature are counted, in sentences. */
import type {
  Cost,
  FeatureRules,
  FeatureView,
  FormulaNode,
  InputView,
  Rate,
  RulesView,
} from '../engine/types.ts';
import { m } from '../messages/page.ts';
import { r } from '../messages/rules.ts';
import { childrenOf, spoken, type Names, type Spoken } from './rules-formula.ts';

/** What is said of a feature. */
export type Told = {
  readonly costs: readonly ToldCost[];
  readonly notes: readonly string[];
  /** one example for each credit type, with its working */
  readonly examples: readonly { readonly words: string; readonly line: string | null }[];
  readonly tables: readonly string[];
  readonly tiers: readonly string[];
};

/** What is said of one formula. */
export type ToldCost = {
  /** since when, and of which credits, where there are several */
  readonly lead: readonly string[];
  readonly sentence: string;
  readonly parts: readonly Spoken[];
  readonly formula: string;
};

export function toldFeature(names: Names, told: FeatureRules): Told {
  const nodes = told.rates.flatMap(({ costs }) => costs.map(({ formula }) => formula.root));
  return {
    costs: told.rates.flatMap((rate) => rate.costs.map((cost) => toldCost(names, told, rate, cost))),
    notes: notes(names, told),
    examples: examples(names, told),
    tables: used(nodes, (kind) => ('lookup' in kind ? kind.lookup[0] : null)),
    tiers: used(nodes, (kind) => ('tiered' in kind ? kind.tiered[2].text : null)),
  };
}

function toldCost(names: Names, told: FeatureRules, rate: Rate, cost: Cost): ToldCost {
  const { book, formats } = names;
  const credit = book.credits[cost.credit]?.id ?? '';
  const when = rate.from === null ? r.until : r.from(formats.date(rate.from));
  const byMonth = told.applies === 'month';
  const { words, parts } = spoken(cost.formula.root, names, credit);
  const isSum = words === r.sumOf;
  const sum = byMonth ? r.costsSumByMonth : r.costsSum;
  const product = byMonth ? r.costsProductByMonth : r.costsProduct;
  const one = byMonth ? r.costsByMonth(words) : r.costs(words);
  return {
    lead: [
      ...(told.rates.length > 1 ? [when] : []),
      ...(rate.costs.length > 1 ? [r.inType(formats.credit(credit).plural)] : []),
    ],
    sentence: parts.length === 0 ? one : isSum ? sum : product,
    parts,
    formula: cost.formula.text,
  };
}

function notes({ book, feature, formats }: Names, told: FeatureRules): readonly string[] {
  const rounding = new Set(
    told.rates.flatMap(({ costs }) =>
      costs.flatMap(({ credit, rounding: { mode, step }, formula: { root } }) => {
        if ('number' in root.kind) return [];
        const say = told.rounds === 'use' ? r.roundingUse : r.roundingMonth;
        return [say(mode, formats.number(step), book.credits[credit]?.name ?? '')];
      }),
    ),
  );
  return [
    ...rounding,
    ...feature.inputs.flatMap((input) => range(input, formats.number)),
    ...(told.depends_on_plan ? [r.dependsOnPlan] : []),
    ...(feature.plans.length > 0 ? [m.usage.onPlans(feature.plans)] : []),
    ...(feature.only_success ? [m.usage.onlySuccess] : []),
    ...(feature.free_uses === '0'
      ? []
      : [m.usage.freeUses(formats.number(feature.free_uses), feature.free_uses === '1')]),
  ];
}

function range({ name, unit, kind }: InputView, number: (decimal: string) => string): readonly string[] {
  if (!('number' in kind)) return [];
  const { min, max } = kind.number;
  if (min === null && max === null) return [];
  return [r.range(name, min === null ? null : number(min), max === null ? null : number(max), unit)];
}

function examples(names: Names, told: FeatureRules): Told['examples'] {
  const { feature, formats } = names;
  const inputs = feature.inputs.map((input) => r.exampleInput(input.name, givenValue(input, names)));
  return (told.example?.costs ?? []).map(({ credit, credits, line }) => ({
    words: r.example(
      inputs,
      formats.credit(credit).exact(credits[0] ?? '0'),
      told.example_plan,
      told.applies === 'month',
    ),
    line: /^[\d.]*$/u.test(line) ? null : line,
  }));
}

function givenValue({ kind, unit }: InputView, { formats }: Names): string {
  if ('number' in kind) {
    const value = formats.number(kind.number.default);
    return m.usage.withUnit(
      value,
      unit === null ? null : kind.number.default === '1' ? unit : m.usage.units(unit),
    );
  }
  if ('toggle' in kind) return kind.toggle.default ? r.on : r.off;
  const { choices, default: id } = kind.choice;
  return choices.find((choice) => choice.id === id)?.name ?? id;
}

function used(
  nodes: readonly FormulaNode[],
  named: (kind: FormulaNode['kind']) => string | null,
): readonly string[] {
  const found = new Set<string>();
  const visit = (node: FormulaNode) => {
    const name = named(node.kind);
    if (name !== null) found.add(name);
    for (const child of childrenOf(node)) visit(child);
  };
  for (const node of nodes) visit(node);
  return [...found];
}

/** The lookups of a table in a feature's formulas: what its dimensions are asked for. */
export function lookupOf(table: string, { rates }: FeatureRules): readonly FormulaNode[] {
  const find = (node: FormulaNode): readonly FormulaNode[] | null => {
    if ('lookup' in node.kind && node.kind.lookup[0] === table) return node.kind.lookup[1];
    for (const child of childrenOf(node)) {
      const found = find(child);
      if (found !== null) return found;
    }
    return null;
  };
  for (const { costs } of rates) {
    for (const { formula } of costs) {
      const found = find(formula.root);
      if (found !== null) return found;
    }
  }
  return [];
}

/** Features by heading, in the order of the book. */
export function grouped(
  features: readonly FeatureView[],
  rules: RulesView,
): ReadonlyMap<string | null, readonly { feature: FeatureView; told: FeatureRules }[]> {
  const groups = new Map<string | null, { feature: FeatureView; told: FeatureRules }[]>();
  features.forEach((feature, at) => {
    const told = rules.features[at];
    if (told === undefined) return;
    const group = groups.get(feature.group);
    if (group === undefined) groups.set(feature.group, [{ feature, told }]);
    else group.push({ feature, told });
  });
  return groups;
}
