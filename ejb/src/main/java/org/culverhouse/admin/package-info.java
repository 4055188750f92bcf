/** What an administrator can do: the facade under the REST API and the command line. */
@NullMarked
package org.culverhouse.admin;

import org.jspecify.annotations.NullMarked;
