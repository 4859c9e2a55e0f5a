/** What a grant gives, how long it lives and how it rolls over, in sentences. */
import type { Carry, Every, Grant, Offer, Seat, Window } from '../engine/types.ts';
import { r } from '../messages/rules.ts';
import type { Reading } from './rules-reading.ts';

/** The grants of an offer. */
export function grantsOf({ kind }: Offer): readonly Grant[] {
  if ('pack' in kind) return kind.pack.grants;
  if ('gift' in kind) return kind.gift.grants;
  if ('plan' in kind) return kind.plan.grants;
  if ('add_on' in kind) return kind.add_on.grants;
  return 'top_up' in kind ? [kind.top_up.grant] : [];
}

function seatsOf({ kind }: Offer): readonly Seat[] {
  if ('plan' in kind) return kind.plan.seats;
  return 'add_on' in kind ? kind.add_on.seats : [];
}

export function isSubscription({ kind }: Offer): boolean {
  return 'plan' in kind || 'add_on' in kind;
}

/** `2,500 credits, each month`; of a top-up, whose buyer says how many, only the credits. */
export function gives(offer: Offer, grant: Grant, { formats, book }: Reading): string {
  const credit = formats.credit(book.credits[grant.credit]?.id ?? '');
  if ('top_up' in offer.kind) return r.anyCredits(credit.plural);
  const { measure, per_seat: perSeat } = grant;
  const credits =
    'add' in measure
      ? credit.exact(measure.add)
      : r.refillTo(credit.exact(measure.refill_to.level), measure.refill_to.counts_balance);
  const seat = typeof perSeat === 'object' ? (seatsOf(offer)[perSeat.kind]?.name ?? '') : null;
  const window = windowWords(grant.window, formats.date);
  return r.gives(credits, every(offer, grant.every), [
    ...(perSeat === 'no' ? [] : [r.perSeat(seat)]),
    ...(grant.private ? [r.private] : []),
    ...(grant.bonus ? [r.bonus] : []),
    ...(grant.terms.length > 0 ? [r.onlyTerms(grant.terms.map(r.terms))] : []),
    ...(window === null ? [] : [r.grantWindow(...window)]),
    ...(grant.cap === null
      ? []
      : [
          r.cap(
            credit.exact(grant.cap.credits),
            grant.cap.per === 'month' ? r.perMonth : r.perWeek,
            grant.cap.counts_used,
          ),
        ]),
    ...(grant.balance_at_most === null ? [] : [r.balanceAtMost(credit.exact(grant.balance_at_most))]),
  ]);
}

/** From when and until when, formatted; null where it holds always. */
export function windowWords(
  { from, until }: Window,
  date: (iso: string) => string,
): [string | null, string | null] | null {
  if (from === null && until === null) return null;
  return [from === null ? null : date(from), until === null ? null : date(until)];
}

/** A Monday: the days after it have the names of the week. */
const MONDAY = Date.UTC(2026, 10, 2);
const DAY = 86_400_000;

function every(offer: Offer, how: Every): string {
  if (typeof how === 'object') {
    if (how.week === null) return r.every.week(null);
    return r.every.week(r.weekday(new Date(MONDAY + how.week * DAY)));
  }
  if (how === 'once') return isSubscription(offer) ? r.every.once : r.every.purchase;
  return r.every[how];
}

/** Whether the rungs of a ladder give different numbers of these credits. */
function differsByRung(offer: Offer, grant: Grant, all: readonly Offer[]): boolean {
  const place = grantsOf(offer).indexOf(grant);
  const said = JSON.stringify(grant.measure);
  return all.some((rung) => {
    const same = rung.family === offer.family ? grantsOf(rung)[place] : undefined;
    return same !== undefined && JSON.stringify(same.measure) !== said;
  });
}

/** How long the credits of a grant live, and what rolls over. */
export function lives(offer: Offer, grant: Grant, reading: Reading): readonly string[] {
  const { rules, formats, book } = reading;
  const isOwn = isSubscription(offer);
  const credit = formats.credit(book.credits[grant.credit]?.id ?? '');
  const plans = reading.families(offer.requires);
  const lapses =
    grant.carry !== null && grant.without_plan !== 'frozen'
      ? []
      : grant.without_plan === 'frozen'
        ? [r.withoutPlan.frozen(plans, grant.lifetime !== 'never')]
        : grant.without_plan === 'lost'
          ? [isOwn ? r.withoutPlan.lostOwn : r.withoutPlan.lost(plans)]
          : [];
  const only =
    grant.scope === null ? [] : [r.onlyFor(grant.scope.features.map((at) => book.features[at]?.name ?? ''))];
  // Where there is only one, how many they are has been said with the price.
  const isOnly = grantsOf(offer).length === 1 && grant.scope === null;
  const what = isOnly
    ? r.credits(credit.plural)
    : differsByRung(offer, grant, rules.offers)
      ? r.creditsEach(credit.plural, every(offer, grant.every))
      : gives(offer, grant, reading);
  return [
    r.ofGrant(what, lifetime(grant, rules.rules.expiry_day === 'usable')),
    ...(grant.carry === null
      ? isOwn && grant.lifetime === 'cycle' && grant.every === 'month'
        ? [r.noRollover]
        : []
      : rollover(grant.carry, credit.exact, formats.percent)),
    ...lapses,
    ...only,
  ];
}

function lifetime({ lifetime: how, every, carry }: Grant, usable: boolean): string {
  if (typeof how === 'object')
    return 'months' in how ? r.lives.months(how.months, usable) : r.lives.days(how.days, usable);
  if (how === 'never' && carry !== null) return r.lives.active;
  if (how === 'cycle') return r.lives.cycle[typeof every === 'object' ? 'week' : every];
  return r.lives[how];
}

function rollover(
  carry: Carry,
  credits: (decimal: string) => string,
  percent: (decimal: string) => string,
): readonly string[] {
  const { at_most: most, total_at_most: total } = carry;
  const share = carry.percent_of_unused === '100' ? null : carry.percent_of_unused;
  return [
    ...(share === null ? [] : [r.rollover.percent(percent(share))]),
    ...(most === null ? [] : [r.rollover.atMost(credits(most))]),
    ...(total === null ? [] : [r.rollover.total(credits(total))]),
    ...(share === null && most === null && total === null ? [r.rollover.plain] : []),
    carry.burns_last ? r.rollover.last : r.rollover.first,
    carry.kept_after_plan ? r.rollover.kept : r.rollover.lost,
  ];
}
