/** One record a response: what the server says, before it becomes bytes. */
@NullMarked
package org.culverhouse.api.response;

import org.jspecify.annotations.NullMarked;
