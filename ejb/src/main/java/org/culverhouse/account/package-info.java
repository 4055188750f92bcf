/** Who people are: domains, users, credentials, and how they prove themselves. */
@NullMarked
package org.culverhouse.account;

import org.jspecify.annotations.NullMarked;
