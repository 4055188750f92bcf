/** The REST API: one resource class a noun. It translates HTTP, and has no rule of its own. */
@NullMarked
package org.culverhouse.rest;

import org.jspecify.annotations.NullMarked;
