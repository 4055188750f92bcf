/**
 * What is known of the messages of a mailbox, in columns and bitmaps: immutable states, shared by
 * all sessions, each made from the one before without copying what has not changed.
 */
@NullMarked
package org.culverhouse.index;

import org.jspecify.annotations.NullMarked;
