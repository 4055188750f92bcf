/**
 * Octets to commands and responses to octets (RFC 9051, RFC 3501): the only place that knows
 * literals, quotes and CRLF. {@link org.culverhouse.connector.wire.CommandReader} frames what
 * arrives, has it parsed by {@code wire.command}, and holds the budgets of {@link
 * org.culverhouse.connector.wire.WireLimits}; {@link
 * org.culverhouse.connector.wire.ResponseEncoder} writes. No sockets and no threads here.
 */
@NullMarked
package org.culverhouse.connector.wire;

import org.jspecify.annotations.NullMarked;
