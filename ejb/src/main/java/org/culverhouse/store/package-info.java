/**
 * The native mail store: one append-only log an account, which holds bodies and everything that is
 * known about them, and is the only truth. The formats are written down in docs/formats. Nothing in
 * here knows a protocol or a container.
 */
@NullMarked
package org.culverhouse.store;

import org.jspecify.annotations.NullMarked;
