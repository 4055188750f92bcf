import {get, Problem} from './api.js';
import {button, copyOf, element} from './dom.js';
import {whole} from './format.js';
import * as session from './session.js';
import {row} from './user-row.js';

const PAGE_SIZE = 25;
const TYPING = 250;
const SKELETON_ROWS = 6;
const FILTERS = ['q', 'domain', 'state'];

/** The list of users with what they use, page by page. */
export class UsersPage {
  /** Cursors of the pages before this one and of this one; the first page has none. */
  #cursors = [''];
  #next = '';
  #descending = false;
  #request = new AbortController();
  #timer = 0;

  /**
   * @param {HTMLElement} main
   * @param {(reason: string) => void} onRefused the token is not taken any more
   */
  constructor(main, onRefused) {
    this.onRefused = onRefused;
    main.replaceChildren(copyOf('users-page'));
    document.title = 'Users – Culverhouse';
    this.find = (selector) => main.querySelector(selector);
    this.filters = this.find('.filters');
    this.body = this.find('tbody');
    this.#readAddress();
    this.#listen();
  }

  async start() {
    this.find('h1').focus();
    await Promise.all([this.load(), this.#offerDomains()]);
  }

  stop() {
    this.#request.abort();
    clearTimeout(this.#timer);
  }

  #listen() {
    this.filters.addEventListener('submit', (event) => event.preventDefault());
    this.filters.addEventListener('input', (event) => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#restart(), event.target.name === 'q' ? TYPING : 0);
    });
    this.find('.refresh').addEventListener('click', () => this.load());
    this.find('.sort').addEventListener('click', () => {
      this.#descending = !this.#descending;
      this.#restart();
    });
    this.find('.next').addEventListener('click', () => {
      this.#cursors.push(this.#next);
      this.#turn();
    });
    this.find('.previous').addEventListener('click', () => {
      this.#cursors.pop();
      this.#turn();
    });
  }

  #restart() {
    this.#cursors = [''];
    this.#writeAddress();
    this.load();
  }

  async #turn() {
    await this.load();
    this.find('h1').focus();
    window.scrollTo(0, 0);
  }

  /** Filters stand in the address, so that a reload or a bookmark shows the same. */
  #readAddress() {
    const saved = new URLSearchParams(location.hash.replace(/^#users\??/, ''));
    this.wanted = {};
    FILTERS.forEach((name) => {
      this.wanted[name] = saved.get(name) ?? '';
      this.filters.elements.namedItem(name).value = this.wanted[name];
    });
    this.#descending = saved.get('sort') === '-address';
  }

  #writeAddress() {
    FILTERS.forEach((name) => {
      this.wanted[name] = this.filters.elements.namedItem(name).value.trim();
    });
    const set = Object.entries({...this.wanted, sort: this.#sort()}).filter(([, value]) => value);
    const query = new URLSearchParams(set).toString();
    history.replaceState(null, '', query ? `#users?${query}` : '#users');
  }

  #sort() {
    return this.#descending ? '-address' : '';
  }

  async #offerDomains() {
    try {
      const domains = await get(session.token(), 'domains', {limit: '500'});
      const select = this.filters.elements.namedItem('domain');
      const names = domains.items.map((domain) => domain.name);
      if (this.wanted.domain && !names.includes(this.wanted.domain)) {
        names.push(this.wanted.domain);
      }
      names.forEach((name) => select.append(element('option', {value: name}, name)));
      select.value = this.wanted.domain;
    } catch (e) {
      // The list says what is wrong; without the domains it can still be searched.
      if (!(e instanceof Problem)) {
        throw e;
      }
    }
  }

  async load() {
    this.stop();
    const request = this.#request = new AbortController();
    this.#showLoading();
    const query = {
      ...this.wanted,
      sort: this.#sort(),
      limit: String(PAGE_SIZE),
      cursor: this.#cursors.at(-1),
    };
    try {
      this.#show(await get(session.token(), 'users', query, request.signal));
    } catch (e) {
      if (request.signal.aborted) {
        return;
      }
      if (!(e instanceof Problem)) {
        throw e;
      }
      if (e.status === 401) {
        this.onRefused('The server does not take the token any more.');
        return;
      }
      this.#showProblem(e);
    }
  }

  #showLoading() {
    this.find('.list').setAttribute('aria-busy', 'true');
    this.find('.sorted').setAttribute('aria-sort', this.#descending ? 'descending' : 'ascending');
    this.find('.message').hidden = true;
    this.find('table').hidden = false;
    if (this.body.childElementCount === 0) {
      this.find('.summary').textContent = 'Loading…';
      const rows = Array.from({length: SKELETON_ROWS}, () =>
        element('tr', {class: 'skeleton', 'aria-hidden': 'true'},
            ...Array.from({length: 6}, () => element('td', {}, element('span')))));
      this.body.replaceChildren(...rows);
    }
  }

  #show({items, page}) {
    this.find('.list').removeAttribute('aria-busy');
    this.#next = page.next ?? '';
    this.body.replaceChildren(...items.map(row));
    this.#showPages(items.length, page.total);
    if (items.length === 0) {
      this.#showEmpty();
    }
  }

  #showPages(shown, total) {
    const before = (this.#cursors.length - 1) * PAGE_SIZE;
    const range = `${whole(before + 1)}–${whole(before + shown)} of ${whole(total)}`;
    this.find('.pages').hidden = this.#cursors.length === 1 && !this.#next;
    this.find('.range').textContent = shown ? range : '';
    this.find('.previous').disabled = this.#cursors.length === 1;
    this.find('.next').disabled = !this.#next;
    const found = this.#isFiltered() ? 'found' : 'in all';
    this.find('.summary').textContent = `${whole(total)} ${total === 1 ? 'user' : 'users'} ${found}`;
  }

  #isFiltered() {
    return FILTERS.some((name) => this.wanted[name]);
  }

  #showEmpty() {
    if (this.#cursors.length > 1) {
      this.#showMessage('This page is empty now', 'Its users have been removed meanwhile.',
          button('To the first page', () => this.#restart()));
    } else if (this.#isFiltered()) {
      this.#showMessage('No user matches', 'Try fewer letters, or another domain or state.',
          button('Clear the search', () => {
            this.filters.reset();
            this.#restart();
            this.filters.elements.namedItem('q').focus();
          }));
    } else {
      this.#showMessage('There are no users yet', 'Add the first one at the command line:',
          element('code', {}, 'culver user add ada@example.org --create-domain --password-stdin'));
    }
  }

  #showProblem(problem) {
    this.find('.list').removeAttribute('aria-busy');
    this.body.replaceChildren();
    this.find('.pages').hidden = true;
    this.find('.summary').textContent = '';
    const again = button('Try again', () => this.load());
    this.#showMessage(problem.title, problem.message, again);
    this.find('.message').setAttribute('role', 'alert');
    if (problem.status === 503 && problem.retryAfter > 0) {
      this.#timer = setTimeout(() => this.load(), problem.retryAfter * 1000);
    }
  }

  #showMessage(title, text, more) {
    const message = this.find('.message');
    message.removeAttribute('role');
    message.replaceChildren(element('h2', {}, title), element('p', {class: 'muted'}, text), more);
    message.hidden = false;
    this.find('table').hidden = true;
  }
}
