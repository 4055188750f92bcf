import {element} from './dom.js';
import {date, percent, size, whole} from './format.js';

const NEARLY_FULL = 90;

/** A user as a row of the table. The labels show where the columns stand below each other. */
export function row(user) {
  return element('tr', {role: 'row'},
      who(user),
      cell('State', state(user)),
      cell('Storage', storage(user)),
      cell('Messages', messages(user), 'number'),
      cell('Connections', connections(user), 'number'),
      cell('Created', element('time', {datetime: user.created}, date(user.created))));
}

function who(user) {
  const name = user.displayName || user.address;
  const cell = element('th', {role: 'rowheader', scope: 'row', class: 'who'},
      element('span', {class: 'name'}, name));
  if (user.displayName) {
    cell.append(element('span', {class: 'address muted'}, user.address));
  }
  return cell;
}

function cell(label, content, kind = '') {
  return element('td', {role: 'cell', class: kind},
      element('span', {class: 'label', 'aria-hidden': 'true'}, label),
      element('span', {class: 'value'}, content));
}

function state(user) {
  if (user.state !== 'enabled') {
    return element('span', {class: 'badge off'}, 'Disabled');
  }
  return user.hasPassword
      ? element('span', {class: 'badge on'}, 'Enabled')
      : element('span', {class: 'badge wait', title: 'Cannot log in until a password is set'},
          'No password');
}

function storage(user) {
  if (user.used === null) {
    return unknown();
  }
  const {storageBytes: used} = user.used;
  const limit = user.quota.storageBytes;
  if (limit === null) {
    return element('span', {class: 'figures'}, size(used));
  }
  const share = percent(used, limit);
  const level = share === 100 ? 'full' : share >= NEARLY_FULL ? 'nearly' : 'fine';
  const fill = element('span', {class: 'fill'});
  fill.style.inlineSize = `${share}%`;
  return element('span', {class: `usage ${level}`},
      element('span', {class: 'figures'}, `${size(used)} of ${size(limit)}`,
          element('span', {class: 'share'}, level === 'full' ? 'Full' : `${share} %`)),
      element('span', {class: 'track', 'aria-hidden': 'true'}, fill));
}

function messages(user) {
  if (user.used === null) {
    return unknown();
  }
  const limit = user.quota.messages;
  const text = whole(user.used.messages);
  return limit === null ? text : `${text} of ${whole(limit)}`;
}

function connections(user) {
  return `up to ${whole(user.effectiveLimits.maxConnections)}`;
}

function unknown() {
  return element('span', {class: 'muted', title: 'The mail store cannot be read now'}, 'unknown');
}
