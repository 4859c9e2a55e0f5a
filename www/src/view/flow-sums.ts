/** Where each credit of one type comes from and what becomes of it, exactly: both sides have the same total. */
import { minus } from '../decimal.ts';
import type { Found, Quote, UseView } from '../engine/types.ts';
import type { Ledger } from '../ledgers.ts';

export type Fate = {
  readonly all: string;
  readonly used: string;
  readonly expired: string;
  readonly left: string;
};
/** What covers use without credits that were received before. */
export type Beyond = 'charged' | 'owed' | 'slow' | 'blocked';
export type Source = Fate & {
  readonly id: string;
  /** the offer's name, empty for the balance at the start; or what else it is */
  readonly from: { readonly offer: string } | { readonly beyond: Beyond };
};
export type Purpose = { readonly feature: string; readonly name: string; readonly credits: string };
export type Flow = {
  readonly sources: readonly Source[];
  readonly purposes: readonly Purpose[];
  readonly total: Fate;
};

type Named = { readonly offer: string; readonly credits: string };

/** The exact sum of decimals of 0 or more. */
export function sum(decimals: readonly string[]): string {
  const places = Math.max(0, ...decimals.map((decimal) => decimal.split('.')[1]?.length ?? 0));
  const scaled = decimals.reduce((so_far, decimal) => {
    const [whole = '', fraction = ''] = decimal.split('.');
    return so_far + BigInt(whole + fraction.padEnd(places, '0'));
  }, 0n);
  const digits = String(scaled).padStart(places + 1, '0');
  const at = digits.length - places;
  const fraction = digits.slice(at).replace(/0+$/u, '');
  return fraction === '' ? digits.slice(0, at) : `${digits.slice(0, at)}.${fraction}`;
}

function total(lines: readonly { readonly credits: string }[]): string {
  return sum(lines.map(({ credits }) => credits));
}

function received({ events, credit, uses }: Ledger, { expiry }: Found): Source[] {
  const granted = events.filter(({ kind }) => kind === 'grant');
  const losses = expiry.losses.filter((line) => line.credit === credit);
  const left = expiry.left.filter((line) => line.credit === credit);
  const offers = [...new Map(granted.map(({ offer, name }) => [offer, name]))];
  return offers.map(([offer, name]) => {
    const of = (lines: readonly Named[]) => total(lines.filter((line) => line.offer === offer));
    return {
      id: offer,
      from: { offer: name },
      all: of(granted),
      used: of(uses satisfies readonly UseView[]),
      expired: of(losses),
      left: of(left),
    };
  });
}

/** Credits used on credit are paid for by later ones, which count as used there: only what is owed in the end is here. */
function beyond({ months }: Ledger): Source[] {
  const of = (key: 'charged' | 'carried' | 'repaid' | 'slow' | 'blocked') =>
    sum(months.map((month) => month[key]));
  const all: readonly [Beyond, string][] = [
    ['charged', of('charged')],
    ['owed', minus(of('carried'), of('repaid'))],
    ['slow', of('slow')],
    ['blocked', of('blocked')],
  ];
  return all
    .filter(([, credits]) => credits !== '0')
    .map(([kind, credits]) => ({
      id: `beyond-${kind}`,
      from: { beyond: kind },
      all: credits,
      used: credits,
      expired: '0',
      left: '0',
    }));
}

/** By feature, in the order of the lines. */
function purposes({ lines }: Quote, credit: string): Purpose[] {
  const costs = lines.flatMap(({ feature, name, costs: all }) =>
    all
      .filter((cost) => cost.credit === credit)
      .map(({ credits_total }) => ({ feature, name, credits: credits_total })),
  );
  const features = [...new Map(costs.map(({ feature, name }) => [feature, name]))];
  return features
    .map(([feature, name]) => ({
      feature,
      name,
      credits: total(costs.filter((cost) => cost.feature === feature)),
    }))
    .filter(({ credits }) => credits !== '0');
}

export function flowOf(quote: Quote, found: Found, ledger: Ledger): Flow {
  const sources = [...received(ledger, found), ...beyond(ledger)];
  const of = (key: keyof Fate) => sum(sources.map((source) => source[key]));
  return {
    sources,
    purposes: purposes(quote, ledger.credit),
    total: { all: of('all'), used: of('used'), expired: of('expired'), left: of('left') },
  };
}
