/**
 * What a mail store can do, said without protocol and without disk: commands ask it, stores and the
 * index answer it. It imports only the model, and Roaring bitmaps, in which sets of messages travel
 * without being copied.
 */
@NullMarked
package org.culverhouse.mailbox;

import org.jspecify.annotations.NullMarked;
