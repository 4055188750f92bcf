/** The {@code culver} verbs that talk to a running server over its REST API. */
@NullMarked
package org.culverhouse.cli;

import org.jspecify.annotations.NullMarked;
