/** The inbound resource adapter (Jakarta Connectors 2.1 chapters 5, 13 and 16). */
@NullMarked
package org.culverhouse.connector.jca;

import org.jspecify.annotations.NullMarked;
