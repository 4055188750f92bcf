/**
 * Messages as MIME sees them: where their parts lie, ENVELOPE and BODYSTRUCTURE, header fields,
 * dates, and the text that people would read. One pass, bounded memory, and no input is an error:
 * what cannot be understood becomes NIL, text/plain or an opaque leaf.
 */
@NullMarked
package org.culverhouse.mime;

import org.jspecify.annotations.NullMarked;
