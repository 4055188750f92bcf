const count = new Intl.NumberFormat('en');
const day = new Intl.DateTimeFormat('en-GB', {dateStyle: 'medium'});
const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** @param {number} bytes */
export function size(bytes) {
  let unit = 0;
  let value = bytes;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  const text = value.toFixed(digits).replace(/\.0$/, '');
  return `${text} ${unit === 0 && bytes === 1 ? 'byte' : UNITS[unit]}`;
}

/** @param {number} number */
export const whole = (number) => count.format(number);

/** @param {string} instant as ISO 8601 writes it */
export const date = (instant) => day.format(new Date(instant));

/**
 * How much of a limit is used; never 0 % when there is something, never 100 % when there is room.
 * @param {number} used
 * @param {number} limit
 */
export function percent(used, limit) {
  if (used >= limit) {
    return 100;
  }
  return used === 0 ? 0 : Math.min(99, Math.max(1, Math.round(used / limit * 100)));
}
