/** The rules that hold for the whole price book, in sentences. */
import { m } from '../messages/page.ts';
import { grantsOf } from './rules-grant.ts';
import type { Reading } from './rules-reading.ts';

/** What decides which credits are used first, one line after another, and what else holds of it. */
export function orderRules(reading: Reading): { criteria: readonly string[]; further: readonly string[] } {
  const { book, rules, formats } = reading;
  const isRanked = priorities(reading).length > 1;
  const criteria = rules.rules.burn_order.filter((by) => by !== 'priority' || isRanked);
  const charges = rules.offers.some(
    ({ kind }) => 'pay_as_you_go' in kind || ('plan' in kind && kind.plan.overage.length > 0),
  );
  return {
    criteria: criteria.map((by) => m.rules.order.by[by]),
    further: [
      m.rules.order.tied,
      m.rules.order.byDay,
      ...(book.credits.length > 1
        ? [m.rules.order.types(book.credits.map(({ id }) => formats.credit(id).plural))]
        : []),
      ...(charges ? [m.rules.order.chargedLast] : []),
    ],
  };
}

/** Names of the offers whose credits have the same rank, the first rank first. */
export function priorities({ rules }: Reading): readonly string[] {
  const ranks = new Map<number, Set<string>>();
  for (const offer of rules.offers) {
    for (const grant of grantsOf(offer)) {
      const name = grant.scope === null ? offer.family_name : m.rules.order.restricted(offer.family_name);
      const rank = ranks.get(grant.priority);
      if (rank === undefined) ranks.set(grant.priority, new Set([name]));
      else rank.add(name);
    }
  }
  return [...ranks].sort(([one], [other]) => one - other).map(([, names]) => m.rules.named([...names]));
}

export function monthRules({ book, rules: { rules, offers }, formats }: Reading): readonly string[] {
  const sells = offers.length > 0;
  return [
    m.rules.months.day,
    m.rules.months.cycle[rules.cycle],
    m.rules.months.end[rules.month_end],
    ...(rules.cycle === 'calendar' ? [m.rules.months.first[rules.first_month]] : []),
    ...book.credits.map(({ name, step }) => m.rules.months.step(name, formats.number(step))),
    ...(sells
      ? [
          rules.expiry_day === 'usable' ? m.rules.months.usable : m.rules.months.unusable,
          m.rules.months.money,
          rules.tax_included ? m.rules.months.taxIncluded : m.rules.months.taxExcluded,
        ]
      : []),
  ];
}
