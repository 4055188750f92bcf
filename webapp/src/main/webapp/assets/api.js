/** The page is at /console/ and the API beside it, however the server is packaged. */
const BASE = new URL('../api/v1/', document.baseURI);
const PATIENCE = 30_000;

/** What the server refuses, or that it does not answer. */
export class Problem extends Error {
  /**
   * @param {number} status 0 when there was no answer
   * @param {string} title
   * @param {string} detail
   * @param {number} retryAfter seconds; 0 when the server names no time
   */
  constructor(status, title, detail, retryAfter = 0) {
    super(detail);
    this.status = status;
    this.title = title;
    this.retryAfter = retryAfter;
  }
}

/**
 * @param {string} token
 * @param {string} path
 * @param {Record<string, string>} query empty values are left out
 * @param {AbortSignal} [signal] ends the request when nobody waits for it any more
 */
export async function get(token, path, query = {}, signal) {
  const url = new URL(path, BASE);
  Object.entries(query).filter(([, value]) => value !== '')
      .forEach(([name, value]) => url.searchParams.set(name, value));
  const patience = new AbortController();
  const clock = setTimeout(() => patience.abort(), PATIENCE);
  signal?.addEventListener('abort', () => patience.abort());
  try {
    const response = await fetch(url, {
      headers: {Accept: 'application/json', Authorization: `Bearer ${token}`},
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal: patience.signal,
    });
    const body = await response.json().catch(() => ({}));
    if (!response.ok) {
      throw problem(response, body);
    }
    return body;
  } catch (e) {
    if (e instanceof Problem || signal?.aborted) {
      throw e;
    }
    throw new Problem(0, 'No answer', patience.signal.aborted
        ? 'The server has not answered for 30 seconds.'
        : 'The server cannot be reached.');
  } finally {
    clearTimeout(clock);
  }
}

function problem(response, body) {
  const title = body.title ?? `Status ${response.status}`;
  const seconds = Number(response.headers.get('Retry-After') ?? 0);
  return new Problem(response.status, title, body.detail ?? 'The server does not say why.',
      Number.isFinite(seconds) ? seconds : 0);
}
