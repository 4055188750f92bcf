import * as session from './session.js';
import * as signIn from './sign-in.js';
import {UsersPage} from './users.js';

const main = document.getElementById('main');
const signOut = document.getElementById('sign-out');
/** @type {UsersPage|undefined} */
let page;

function askForToken(reason) {
  page?.stop();
  page = undefined;
  session.close();
  signOut.hidden = true;
  signIn.show(main, reason, showUsers);
}

function showUsers() {
  signOut.hidden = false;
  page = new UsersPage(main, askForToken);
  page.start();
}

signOut.addEventListener('click', () => askForToken(''));
if (session.token()) {
  showUsers();
} else {
  askForToken('');
}
