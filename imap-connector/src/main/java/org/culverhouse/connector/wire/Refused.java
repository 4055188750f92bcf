package org.culverhouse.connector.wire;

import java.nio.ByteBuffer;
import org.culverhouse.api.response.Response;
import org.culverhouse.connector.wire.command.Announcement;

/**
 * The rest of a refused command: literals that the client sends without being asked, and the lines
 * between them. It is thrown away as it comes, or it would be taken for the next command.
 */
final class Refused {
  private final Response answer;
  private long budget;
  private long literalLeft;
  private Announcement line = new Announcement();

  /**
   * @param answer what is answered when all has been thrown away
   * @param literalLeft octets of the literal that come first
   * @param budget how many octets may be thrown away
   */
  Refused(Response answer, long literalLeft, long budget) {
    this.answer = answer;
    this.literalLeft = literalLeft;
    this.budget = budget;
  }

  Response answer() {
    return answer;
  }

  /** It is not worth waiting for what the client has announced, or what it sends has no end. */
  boolean isTooMuch() {
    return literalLeft > budget || budget < 0;
  }

  /** Returns whether the command has ended. */
  boolean skip(ByteBuffer input) {
    while (input.hasRemaining() && !isTooMuch()) {
      if (literalLeft > 0) {
        int count = (int) Math.min(literalLeft, input.remaining());
        input.position(input.position() + count);
        literalLeft -= count;
        budget -= count;
      } else if (endsWith(input.get())) {
        return true;
      }
    }
    return false;
  }

  private boolean endsWith(byte octet) {
    budget--;
    if (octet != '\n') {
      line.next(octet);
      return false;
    }
    boolean literalFollows = line.isNonSynchronizing();
    if (literalFollows) {
      literalLeft = line.size();
      line = new Announcement();
    }
    return !literalFollows;
  }
}
