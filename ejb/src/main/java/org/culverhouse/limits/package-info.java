/** How much anybody may use: networks, connections, attempts. */
@NullMarked
package org.culverhouse.limits;

import org.jspecify.annotations.NullMarked;
