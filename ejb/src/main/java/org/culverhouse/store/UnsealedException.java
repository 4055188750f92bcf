package org.culverhouse.store;

import java.io.IOException;

/**
 * A commit has failed, and so has the seal that would cut it off: the next start may find it in the
 * log, and then needs the files that belong to it.
 */
final class UnsealedException extends IOException {
  private static final long serialVersionUID = 1;

  UnsealedException(Throwable cause) {
    super(cause.toString(), cause);
  }
}
