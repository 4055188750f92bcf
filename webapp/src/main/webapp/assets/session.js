/** The administrator's token: in memory and, on wish, in the storage of this one tab. */
const KEY = 'culverhouse.token';
let current = sessionStorage.getItem(KEY) ?? '';

export const token = () => current;

export function open(newToken, keep) {
  current = newToken;
  if (keep) {
    sessionStorage.setItem(KEY, newToken);
  }
}

export function close() {
  current = '';
  sessionStorage.removeItem(KEY);
}
