/** The rules that hold for the whole price book, in sentences. */
import { r } from '../messages/rules.ts';
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
    criteria: criteria.map((by) => r.order.by[by]),
    further: [
      r.order.tied,
      r.order.byDay,
      ...(book.credits.length > 1
        ? [r.order.types(book.credits.map(({ id }) => formats.credit(id).plural))]
        : []),
      ...(charges ? [r.order.chargedLast] : []),
    ],
  };
}

/** Names of the offers whose credits have the same rank, the first rank first. */
export function priorities({ rules }: Reading): readonly string[] {
  const ranks = new Map<number, Set<string>>();
  for (const offer of rules.offers) {
    for (const grant of grantsOf(offer)) {
      const name = grant.scope === null ? offer.family_name : r.order.restricted(offer.family_name);
      const rank = ranks.get(grant.priority);
      if (rank === undefined) ranks.set(grant.priority, new Set([name]));
      else rank.add(name);
    }
  }
  return [...ranks].sort(([one], [other]) => one - other).map(([, names]) => r.named([...names]));
}

export function monthRules({ book, rules: { rules, offers }, formats }: Reading): readonly string[] {
  const sells = offers.length > 0;
  return [
    r.months.day,
    r.months.cycle[rules.cycle],
    r.months.end[rules.month_end],
    ...(rules.cycle === 'calendar' ? [r.months.first[rules.first_month]] : []),
    ...book.credits.map(({ name, step }) => r.months.step(name, formats.number(step))),
    ...(sells
      ? [
          rules.expiry_day === 'usable' ? r.months.usable : r.months.unusable,
          r.months.money,
          rules.tax_included ? r.months.taxIncluded : r.months.taxExcluded,
        ]
      : []),
  ];
}
