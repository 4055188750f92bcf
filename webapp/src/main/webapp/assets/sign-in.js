import {get, Problem} from './api.js';
import {copyOf} from './dom.js';
import * as session from './session.js';

/**
 * Asks for a token until the server takes it.
 * @param {HTMLElement} main
 * @param {string} reason why somebody who was signed in is not any more; may be empty
 * @param {() => void} onSignedIn
 */
export function show(main, reason, onSignedIn) {
  main.replaceChildren(copyOf('sign-in-page'));
  document.title = 'Sign in – Culverhouse';
  const form = main.querySelector('form');
  const input = form.elements.namedItem('token');
  const submit = form.querySelector('button');
  const alert = form.querySelector('.alert');

  function tell(text) {
    alert.textContent = text;
    alert.hidden = text === '';
  }

  async function signIn() {
    const token = input.value.trim();
    submit.disabled = true;
    tell('');
    try {
      await get(token, '.');
      session.open(token, form.elements.namedItem('keep').checked);
      onSignedIn();
    } catch (e) {
      if (!(e instanceof Problem)) {
        throw e;
      }
      tell(e.status === 401 ? 'The server does not know this token.' : e.message);
      input.select();
      input.focus();
    } finally {
      submit.disabled = false;
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    signIn();
  });
  tell(reason);
  input.focus();
}
