/**
 * {@code culver serve}: configuration, the data folder, certificate and ports, and the application
 * server in this JVM.
 */
@NullMarked
package org.culverhouse.server;

import org.jspecify.annotations.NullMarked;
