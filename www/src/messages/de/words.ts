/** Words and phrases that more than one message needs, in German. */
import { isNone, type Formats } from '../../format.ts';
import type { Frequency, LossCause, Reason, TieRule } from '../../engine/types.ts';
import type { Loss, Win } from '../en/words.ts';
import { locale } from './locale.ts';

export const list = new Intl.ListFormat(locale.numbers, { style: 'long', type: 'conjunction' });
export const or = new Intl.ListFormat(locale.numbers, { style: 'long', type: 'disjunction' });
const number = new Intl.NumberFormat(locale.numbers);

export function counted(count: number, one: string, other: string): string {
  return `${number.format(count)} ${count === 1 ? one : other}`;
}

export function months(count: number): string {
  return counted(count, 'Monat', 'Monate');
}

export const EVERY: Record<Frequency, string> = {
  day: 'pro Tag',
  week: 'pro Woche',
  month: 'pro Monat',
  year: 'pro Jahr',
};

export const CAUSES: Record<LossCause, string> = {
  expired: 'verfallen',
  cycle_end: 'nicht übertragen',
  over_cap: 'mehr, als übertragen werden darf',
  lapsed: 'mit dem Ende des Tarifs verloren',
};

const TERMS = new Map([
  [1, 'monatlich'],
  [3, 'vierteljährlich'],
  [6, 'halbjährlich'],
  [12, 'jährlich'],
  [24, 'alle zwei Jahre'],
  [36, 'alle drei Jahre'],
]);

export function term(name: string, count: number | null): string {
  return count === null ? name : `${name}, ${TERMS.get(count) ?? `je ${months(count)}`}`;
}

export function between(low: string, high: string, unit: string | null): string {
  return unit === null ? `${low} bis ${high}` : `${low} bis ${high} ${unit}`;
}

export function tax(included: boolean): string {
  return included ? 'inklusive Steuern' : 'ohne Steuern';
}

/** What makes a way worse than the best, as the part of a sentence that follows a colon. */
export function reason(why: Reason, f: Formats): string {
  if ('expires_unused' in why) {
    const { name, credit, credits, of, value, last_usable, days } = why.expires_unused;
    const all = f.credit(credit).exact(of);
    const from = name === null ? `${all}, die Sie haben` : `${all} aus ${name}`;
    const worth = value === '0' ? '' : ` (Wert ${f.money(value)})`;
    const when =
      days === 1 ? ` nach dem ${f.date(last_usable)}` : `, die ersten nach dem ${f.date(last_usable)}`;
    return `${f.number(credits)} von ${from}${worth} würden ungenutzt verfallen${when}`;
  }
  if ('left_over' in why) {
    const { credits, value } = why.left_over;
    return `${f.credits(credits, 'exact')} im Wert von ${f.money(value)} blieben am Ende übrig`;
  }
  if ('term_beyond' in why) {
    const { name, months: count, value } = why.term_beyond;
    return `${f.money(value)} gingen für ${months(count)} ${name} nach dem Zeitraum drauf`;
  }
  if ('charged_beyond' in why) {
    const { name, credits, amount } = why.charged_beyond;
    return isNone(credits)
      ? `${name} würde nachträglich ${f.money(amount)} berechnen`
      : `${f.credits(credits, 'exact')} würden nachträglich für ${f.money(amount)} berechnet (${name})`;
  }
  if ('dearer_per_credit' in why) {
    const { price, winner: best } = why.dearer_per_credit;
    return `bezogen auf eine gekaufte Einheit (${f.types[0]?.name ?? ''}) kostet es ${f.price(price)} statt ${f.price(best)}`;
  }
  if ('buys_more' in why) {
    const { credits, winner: best } = why.buys_more;
    return `gekauft werden ${f.credits(credits, 'exact')} statt ${f.credits(best, 'exact')}`;
  }
  if ('pays_more' in why) {
    const { amount, winner: best } = why.pays_more;
    return `was im Voraus gekauft wird, kostet ${f.money(amount)} statt ${f.money(best)}`;
  }
  const { by, count, winner: best } = why.same_cost;
  return SAME_COST[by](f.number(count), f.number(best));
}

const SAME_COST: Record<TieRule, (count: string, best: string) => string> = {
  expired: (count, best) => `${count} Credits würden ungenutzt verfallen statt ${best}`,
  purchases: (count, best) => `nötig sind ${count} Käufe statt ${best}`,
  order: (count, best) =>
    `es entscheidet die Reihenfolge im Preisbuch: Angebot Nummer ${count} statt Nummer ${best}`,
};

/** How much dearer a way is than the best, and why, in one sentence. */
export function dearer({ difference, cost, percent, why }: Loss, f: Formats): string {
  if (difference === '0') return `Kostet mit ${f.money(cost)} gleich viel, aber ${reason(why, f)}.`;
  const share = percent === '0' ? '' : ` (${f.percent(percent)})`;
  return `${f.money(difference)} teurer${share}: ${reason(why, f)}.`;
}

/** Why the best way is the best, in one sentence; the next best way is missing where there is none. */
export function winner({ covers, money, expired, next }: Win, f: Formats): string {
  const expiry = expired === null ? 'nichts verfällt' : `${expired} verfallen ungenutzt`;
  const first = `Deckt ${covers} für ${money}; ${expiry}`;
  if (next === null) return `${first}.`;
  const { name, difference, why } = next;
  if (difference === '0') return `${first}; ${name} kostet gleich viel, aber ${reason(why, f)}.`;
  return `${first}; das Nächstbeste, ${name}, ist ${f.money(difference)} teurer: ${reason(why, f)}.`;
}
