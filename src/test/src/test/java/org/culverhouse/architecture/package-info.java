/** Who may import whom, and what a source file may not hold (ARCHITECTURE.md). */
@NullMarked
package org.culverhouse.architecture;

import org.jspecify.annotations.NullMarked;
