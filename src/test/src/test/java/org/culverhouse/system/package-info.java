/** Tests of the built distribution as a whole: they know its command, its ports and its files. */
@NullMarked
package org.culverhouse.system;

import org.jspecify.annotations.NullMarked;
