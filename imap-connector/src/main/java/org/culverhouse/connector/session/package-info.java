/**
 * The life of a connection: what was read becomes commands, one at a time, on a virtual thread
 * while there is work.
 */
@NullMarked
package org.culverhouse.connector.session;

import org.jspecify.annotations.NullMarked;
