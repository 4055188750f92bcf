/**
 * One record a command, as parsed: a command holds what the client said, nothing about the session.
 */
@NullMarked
package org.culverhouse.api.command;

import org.jspecify.annotations.NullMarked;
