package org.culverhouse.connector.net;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.culverhouse.connector.session.Sessions;

/** What all connections share. */
record Server(
    Sessions sessions,
    Connections connections,
    Optional<ServerTls> tls,
    Timeouts timeouts,
    LongSupplier nanoTime) {}
