/** A mail store in memory, for tests of what stands above the SPI. */
@NullMarked
package org.culverhouse.mailbox.memory;

import org.jspecify.annotations.NullMarked;
