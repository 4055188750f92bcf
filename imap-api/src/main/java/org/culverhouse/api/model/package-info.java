/**
 * The values that IMAP speaks of: identifiers, sets, flags and names. Immutable, and never illegal.
 */
@NullMarked
package org.culverhouse.api.model;

import org.jspecify.annotations.NullMarked;
