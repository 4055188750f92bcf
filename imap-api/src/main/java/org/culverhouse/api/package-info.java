/** The seam between the connector, which knows bytes, and the server, which knows mail. */
@NullMarked
package org.culverhouse.api;

import org.jspecify.annotations.NullMarked;
