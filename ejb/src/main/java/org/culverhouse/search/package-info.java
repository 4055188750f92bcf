/** Finds messages: what SEARCH asks for, without the words of the protocol. */
@NullMarked
package org.culverhouse.search;

import org.jspecify.annotations.NullMarked;
