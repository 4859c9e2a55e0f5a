/** What a plan for another question comes to, in words. */
import { absolute, isBelowZero } from '../../decimal.ts';
import type { Best, Outcome } from '../../engine/types.ts';
import { isNone, type Formats } from '../../format.ts';
import { w } from '../../messages/what-if.ts';

/** What was found; null where nothing was. */
export function outcomeOf(best: Best | null): Outcome | null {
  return best !== null && typeof best === 'object' ? best.found.outcome : null;
}

/** Its cost; with what is known where it is not proved cheapest, and why there is none where there is none. */
export function costWords(best: Best | null, formats: Formats): string {
  if (best === null) return w.status.waiting;
  if (best === 'impossible') return w.lives.impossible;
  if (best === 'ran_out') return w.lives.ranOut;
  const money = formats.money(best.found.outcome.cost);
  return best.found.proved ? money : w.money.atMost(money);
}

/** What expires unused, and what was paid for it. */
export function lossWords(outcome: Outcome | null, formats: Formats): string {
  if (outcome === null) return '';
  const { expired_credits, expired_value } = outcome;
  if (isNone(expired_credits)) return w.lives.nothing;
  const credits = formats.credits(expired_credits);
  return expired_value === '0' ? credits : w.lives.worth(credits, formats.money(expired_value));
}

/** `$12.00 more`, `$3.40 less (2.1 %)`, `the same` */
export function differenceWords(
  difference: string | null,
  percent: string | null,
  proved: boolean,
  formats: Formats,
): string {
  if (difference === null) return '';
  if (difference === '0') return w.money.same;
  const money = formats.money(absolute(difference));
  const about = proved ? money : w.lives.about(money);
  const words = isBelowZero(difference) ? w.money.cheaper(about) : w.money.dearer(about);
  return percent === null || percent === '0'
    ? words
    : w.money.withPercent(words, formats.percent(absolute(percent)));
}
