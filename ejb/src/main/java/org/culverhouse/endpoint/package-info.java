/**
 * Where the resource adapter reaches the application: the message-driven bean, and what becomes of
 * exceptions.
 */
@NullMarked
package org.culverhouse.endpoint;

import org.jspecify.annotations.NullMarked;
