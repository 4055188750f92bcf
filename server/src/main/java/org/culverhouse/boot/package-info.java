/** What shares a class loader with the application server. */
@NullMarked
package org.culverhouse.boot;

import org.jspecify.annotations.NullMarked;
