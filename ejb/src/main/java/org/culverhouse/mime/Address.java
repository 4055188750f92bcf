package org.culverhouse.mime;

import org.jspecify.annotations.Nullable;

/**
 * An address structure of ENVELOPE; without host it begins a group, without mailbox too it ends one
 * (RFC 9051 section 7.5.2).
 */
record Address(
    @Nullable String name,
    @Nullable String route,
    @Nullable String mailbox,
    @Nullable String host) {
  static final Address GROUP_END = new Address(null, null, null, null);

  static Address groupStart(String name) {
    return new Address(null, null, name, null);
  }

  void render(Rendering out) {
    out.raw("(").nstring(name).raw(" ").nstring(route).raw(" ");
    out.nstring(mailbox).raw(" ").nstring(host).raw(")");
  }
}
