/** How the parts become one server: configuration, the database, the order of starting. */
@NullMarked
package org.culverhouse.runtime;

import org.jspecify.annotations.NullMarked;
