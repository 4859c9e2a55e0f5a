/** Order of decimals as the engine writes them, normalised. They are compared as text, so exactly. */
function parts(decimal: string): readonly [whole: string, fraction: string] {
  const [whole = '', fraction = ''] = decimal.split('.');
  return [whole, fraction];
}

function order(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Below 0 when `one` is the smaller, 0 when they are equal; for decimals of 0 or more. */
export function compare(one: string, other: string): number {
  const [whole, fraction] = parts(one);
  const [otherWhole, otherFraction] = parts(other);
  if (whole.length !== otherWhole.length) return whole.length - otherWhole.length;
  return order(whole, otherWhole) || order(fraction, otherFraction);
}

export function isBelowZero(decimal: string): boolean {
  return decimal.startsWith('-');
}

/** Without its sign. */
export function absolute(decimal: string): string {
  return isBelowZero(decimal) ? decimal.slice(1) : decimal;
}

/** The exact product of two decimals. */
export function product(one: string, other: string): string {
  const [[whole, fraction], [otherWhole, otherFraction]] = [parts(one), parts(other)];
  const places = fraction.length + otherFraction.length;
  const digits = String(BigInt(whole + fraction) * BigInt(otherWhole + otherFraction)).padStart(
    places + 1,
    '0',
  );
  const split = digits.length - places;
  const decimals = digits.slice(split).replace(/0+$/u, '');
  return decimals === '' ? digits.slice(0, split) : `${digits.slice(0, split)}.${decimals}`;
}

/**
 * One less the other, exactly, for decimals of 0 or more. The engine knows one edition of a price book at a time, so that
 * what a link came to then and what it comes to now meet only here.
 */
export function minus(one: string, other: string): string {
  const places = Math.max(parts(one)[1].length, parts(other)[1].length);
  const scaled = (decimal: string) => {
    const [whole, fraction] = parts(decimal);
    return BigInt(whole + fraction.padEnd(places, '0'));
  };
  const difference = scaled(one) - scaled(other);
  const digits = String(difference < 0n ? -difference : difference).padStart(places + 1, '0');
  const at = digits.length - places;
  const fraction = digits.slice(at).replace(/0+$/u, '');
  return `${difference < 0n ? '-' : ''}${digits.slice(0, at)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** A part in percent of a whole above 0, to one place, half away from zero; both 0 or more. */
export function percentOf(part: string, whole: string): string {
  const places = Math.max(parts(part)[1].length, parts(whole)[1].length);
  const scaled = (decimal: string) => {
    const [integer, fraction] = parts(decimal);
    return BigInt(integer + fraction.padEnd(places, '0'));
  };
  const divisor = scaled(whole);
  const tenths = (scaled(part) * 2000n + divisor) / (2n * divisor);
  return tenths % 10n === 0n ? String(tenths / 10n) : `${tenths / 10n}.${tenths % 10n}`;
}
