/** The exchanges of SASL mechanisms (RFC 4422), without the protocol that carries them. */
@NullMarked
package org.culverhouse.sasl;

import org.jspecify.annotations.NullMarked;
