/** What an offer costs, who may buy it, and what happens when its credits are used up, in sentences. */
import type { AtZero, Charging, Offer, Plan, TierMode, Tiers, TopUp } from '../engine/types.ts';
import { product } from '../decimal.ts';
import { r } from '../messages/rules.ts';
import { gives, grantsOf, lives, windowWords } from './rules-grant.ts';
import type { Reading, Said } from './rules-reading.ts';
import { together } from './rules-reading.ts';

function creditOf(place: number, { book, formats }: Reading) {
  return formats.credit(book.credits[place]?.id ?? '');
}

function subscription({ kind }: Offer): Plan | null {
  if ('plan' in kind) return kind.plan;
  return 'add_on' in kind ? kind.add_on : null;
}

/** The prices of an offer, one a line. */
export function prices(offer: Offer, reading: Reading): readonly string[] {
  const { formats } = reading;
  const { kind } = offer;
  if (!offer.is_sold) return [r.notSold];
  if ('gift' in kind) return [r.free];
  if ('pack' in kind) return [kind.pack.price === '0' ? r.free : formats.money(kind.pack.price)];
  if ('top_up' in kind) return [topUpPrice(kind.top_up, reading)];
  if ('pay_as_you_go' in kind) return chargeSentences(kind.pay_as_you_go, reading).slice(0, 1);
  const plan = subscription(offer);
  return (plan?.terms ?? []).flatMap(([months, money], at) => [
    money === '0' && plan?.seats.length === 0 ? r.free : r.priceTerm(formats.money(money), r.terms(months)),
    ...(plan?.seats ?? []).flatMap(({ name, prices: each }) => {
      const price = each[at];
      return price === undefined || price === '0'
        ? []
        : [r.priceTerm(r.seatPrice(formats.money(price), name), r.terms(months))];
    }),
  ]);
}

function topUpPrice({ block, price, grant }: TopUp, reading: Reading): string {
  const { formats } = reading;
  const credit = creditOf(grant.credit, reading);
  if ('block' in price)
    return r.blockPrice(formats.money(price.block), block === '1' ? credit.name : credit.exact(block));
  return r.byTiers[price.tiers.mode](r.purchase, tierList(price.tiers.tiers, reading));
}

/** Tiers whose prices are money, in one line. */
function tierList({ rows }: Tiers, { formats }: Reading): string {
  return r.tierList(
    rows.map(({ end, unit, flat, block, at_most: most }) => {
      const price = formats.price(unit);
      const sized = block === null ? price : r.table.block(price, formats.number(block));
      const tier = r.tier(rangeWords(end, formats.number), sized, flat === '0' ? null : formats.money(flat));
      return most === null ? tier : r.atMost(tier, formats.money(most));
    }),
  );
}

export function rangeWords(
  end: { up_to: string } | { below: string } | null,
  number: (decimal: string) => string,
): string {
  if (end === null) return r.table.rest;
  return 'up_to' in end ? r.table.upTo(number(end.up_to)) : r.table.below(number(end.below));
}

/** What it grants, one a line. */
export function credits(offer: Offer, reading: Reading): readonly string[] {
  return grantsOf(offer).map((grant) => gives(offer, grant, reading));
}

/** Under which conditions offers are sold. */
export function buying(reading: Reading): readonly Said[] {
  return together(reading.rules.offers, (offer) => conditions(offer, reading));
}

function conditions(offer: Offer, reading: Reading): readonly string[] {
  const { formats } = reading;
  const { kind, fee } = offer;
  const window = windowWords(offer.window, formats.date);
  const [low, high] = 'pack' in kind ? [kind.pack.min, kind.pack.max] : [1, null];
  const isAddOn = 'add_on' in kind;
  return [
    ...('gift' in kind ? [kind.gift.only_new ? r.giftNew : r.giftAll] : []),
    ...(isAddOn ? [r.addOn] : []),
    ...('top_up' in kind ? topUp(kind.top_up, reading) : []),
    ...('pay_as_you_go' in kind ? chargeSentences(kind.pay_as_you_go, reading).slice(1) : []),
    ...(subscription(offer)?.seats ?? []).flatMap(({ name, included, min, max }) =>
      included === 0 && min === 0 && max === null ? [] : [r.seat(name, included, min, max)],
    ),
    ...(low === 1 && high === null ? [] : [r.copies(low, high)]),
    ...(offer.limit === null ? [] : [(isAddOn ? r.limitAddOn : r.limit)(offer.limit)]),
    ...(offer.limit_per_month === null ? [] : [r.limitMonth(offer.limit_per_month)]),
    ...(offer.requires.length === 0 ? [] : [r.requires(reading.families(offer.requires))]),
    ...(window === null ? [] : [r.window(...window)]),
    ...(fee === null
      ? []
      : [r.fee(formats.percent(fee.percent), fee.at_least === '0' ? null : formats.money(fee.at_least))]),
  ];
}

function topUp({ block, min_blocks: min, max_blocks: max, bonuses, grant }: TopUp, reading: Reading) {
  const credit = creditOf(grant.credit, reading);
  const { formats } = reading;
  const low = product(block, String(min));
  const high = max === null ? null : product(block, String(max));
  const isAny = min === 1 && max === null;
  return [
    ...(isAny && block === '1'
      ? []
      : [r.topUpSizes(credit.exact(low), high === null ? null : credit.exact(high), credit.exact(block))]),
    ...bonuses.map(({ from, percent }) => r.bonusFrom(credit.exact(from), formats.percent(percent))),
  ];
}

/** Charges after use: the first sentence is the price. */
export function chargeSentences(
  { credit: place, scope, charge }: Charging,
  reading: Reading,
): readonly string[] {
  const { formats, book } = reading;
  const credit = creditOf(place, reading);
  const { price, discount, maximum, minimum, commitment, limit } = charge;
  return [
    usePrice(price, credit, reading),
    ...(discount === '0' ? [] : [r.charge.discount(formats.percent(discount))]),
    ...(maximum === null ? [] : [r.charge.maximum(formats.money(maximum))]),
    ...(minimum === null ? [] : [r.charge.minimum(formats.money(minimum))]),
    ...(commitment === null
      ? []
      : [r.charge.commitment(formats.money(commitment.amount), formats.number(commitment.factor))]),
    ...(limit === null
      ? []
      : 'credits' in limit
        ? [r.charge.limitCredits(credit.exact(limit.credits))]
        : [r.charge.limitAmount(formats.money(limit.amount))]),
    ...(scope === null ? [] : [r.charge.only(scope.features.map((at) => book.features[at]?.name ?? ''))]),
  ];
}

function usePrice(
  price: Charging['charge']['price'],
  credit: ReturnType<typeof creditOf>,
  reading: Reading,
): string {
  const { formats } = reading;
  if ('tiers' in price) {
    const { mode, tiers }: { mode: TierMode; tiers: Tiers } = price.tiers;
    return r.charge.tiers(r.byTiers[mode](r.month, tierList(tiers, reading)));
  }
  const { block, price: money, whole_blocks: whole } = price.blocks;
  const said = money.includes('/') ? money : formats.price(money);
  if (block === '1') return r.charge.perCredit(said, credit.name);
  return whole ? r.charge.perBlock(said, credit.exact(block)) : r.charge.perPart(said, credit.exact(block));
}

/** How long credits live, and what rolls over. */
export function expiry(reading: Reading): readonly Said[] {
  return together(reading.rules.offers, (offer) =>
    grantsOf(offer).flatMap((grant) => lives(offer, grant, reading)),
  );
}

/** What happens when everything is used up. */
export function atZero(reading: Reading): readonly Said[] {
  const { rules } = reading;
  const plans = together(
    rules.offers.filter(({ kind }) => 'plan' in kind),
    (offer) => {
      const plan = subscription(offer);
      if (plan === null) return [];
      return zeroSentences(plan.at_zero, plan.overage, rules.offers.indexOf(offer), reading);
    },
  );
  const none = zeroSentences(rules.at_zero, [], null, reading);
  return [...plans, { names: r.zero.withoutPlan, sentences: none }];
}

function zeroSentences(
  how: AtZero,
  overage: readonly Charging[],
  plan: number | null,
  reading: Reading,
): readonly string[] {
  if (how === 'stop') return [r.zero.stop];
  if (how === 'carry') return [r.zero.carry];
  if (how === 'charge' || how === 'slow') {
    const charged = overage.flatMap((charging) => chargeSentences(charging, reading));
    const open = reading.rules.offers.flatMap(({ kind, requires }, at) =>
      'pay_as_you_go' in kind && (requires.length === 0 || (plan !== null && requires.includes(plan)))
        ? [at]
        : [],
    );
    const further = open.length === 0 ? [r.zero.stop] : [r.zero.payAsYouGo(reading.names(open))];
    return [...(how === 'slow' ? [r.zero.slow] : []), ...(charged.length > 0 ? charged : further)];
  }
  if ('upgrade' in how) return [r.zero.upgrade(reading.names([how.upgrade.to]), how.upgrade.at_once)];
  return refill(how.refill, reading);
}

function refill(
  { offer, at, inclusive, size, most_per_month: most, amount_per_month: amount }: RefillRule,
  reading: Reading,
): readonly string[] {
  const { formats, rules } = reading;
  const bought = rules.offers[offer];
  const [grant] = bought === undefined ? [] : grantsOf(bought);
  const credit = creditOf(grant?.credit ?? 0, reading);
  const how =
    size === 'one' ? r.zero.sizeOne : size === 'gap' ? r.zero.sizeGap : r.zero.sizeTo(credit.exact(size.to));
  return [
    r.zero.refill(reading.names([offer]), credit.exact(at), inclusive),
    how,
    ...(most === null ? [] : [r.zero.mostPerMonth(most)]),
    ...(amount === null ? [] : [r.zero.amountPerMonth(formats.money(amount))]),
  ];
}

type RefillRule = Extract<AtZero, { refill: unknown }>['refill'];
