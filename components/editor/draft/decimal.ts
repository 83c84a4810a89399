/**
 * Exact decimals as they are typed: "80", "7.5". Compared and multiplied digit by digit, never as floating point, so
 * that what the dialog lets through is what the worker decides by.
 */

const pattern = /^\d{1,9}(\.\d{1,6})?$/;
const maxScale = 6;

export function isDecimal(text: string): boolean {
  return pattern.test(text.trim());
}

/** Digits without the point, and how many of them stand behind it. */
function partsOf(text: string): { digits: bigint; scale: number } {
  const [whole = '0', fraction = ''] = text.trim().split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

/** Negative, zero or positive, as `a` is less than, equal to or greater than `b`. Both must be decimals. */
export function compareDecimals(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  const scale = Math.max(left.scale, right.scale);
  const difference =
    left.digits * 10n ** BigInt(scale - left.scale) - right.digits * 10n ** BigInt(scale - right.scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Both must be decimals. */
export function timesDecimals(a: string, b: string): string {
  const [left, right] = [partsOf(a), partsOf(b)];
  return written(left.digits * right.digits, left.scale + right.scale);
}

/** A hundredth of a decimal: "480" becomes "4.8". */
export function hundredthOf(text: string): string {
  const { digits, scale } = partsOf(text);
  return written(digits, scale + 2);
}

/** How many percent one decimal is of another: "6" of "8" is "75"; null where no decimal says it exactly. */
export function percentOf(part: string, whole: string): string | null {
  const [left, right] = [partsOf(part), partsOf(whole)];
  const dividend = left.digits * 10n ** BigInt(right.scale + maxScale + 2);
  const divisor = right.digits * 10n ** BigInt(left.scale);
  return divisor === 0n || dividend % divisor !== 0n ? null : written(dividend / divisor, maxScale);
}

/** Without white space, and without zeros that say nothing: "080.50" becomes "80.5". */
export function tidyDecimal(text: string): string {
  const { digits, scale } = partsOf(text);
  return written(digits, scale);
}

function written(digits: bigint, scale: number): string {
  const all = digits.toString().padStart(scale + 1, '0');
  const whole = all.slice(0, all.length - scale);
  const fraction = all.slice(all.length - scale).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
