/** Sockets, TLS and timeouts, on Netty. */
@NullMarked
package org.culverhouse.connector.net;

import org.jspecify.annotations.NullMarked;
