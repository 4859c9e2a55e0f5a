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
  const digits = String(BigInt(whole + fraction) * BigInt(otherWhole + otherFraction)).padStart(places + 1, '0');
  const split = digits.length - places;
  const decimals = digits.slice(split).replace(/0+$/u, '');
  return decimals === '' ? digits.slice(0, split) : `${digits.slice(0, split)}.${decimals}`;
}
