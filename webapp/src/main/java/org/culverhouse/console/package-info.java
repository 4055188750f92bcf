/** What stands around the static files of the console. */
@NullMarked
package org.culverhouse.console;

import org.jspecify.annotations.NullMarked;
