package org.culverhouse.command;

import java.util.Optional;
import java.util.OptionalLong;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.response.Response.Condition;
import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.api.response.ResponseCode;
import org.culverhouse.mailbox.UidBitmap;

/**
 * How many messages one command may deal with (RFC 9738).
 *
 * @param most 0 for any number
 */
record MessageLimit(int most) {
  static final MessageLimit NONE = new MessageLimit(0);

  /** What may be dealt with, and what the client is told of that. */
  record Part(UidBitmap messages, Optional<ResponseCode> code) {

    /**
     * Adds to the answer that it is partial. Another code has the answer for itself (RFC 9738
     * section 3.1).
     */
    Tagged told(Tagged answer, ResponseWriter out) {
      if (code.isEmpty()) {
        return answer;
      }
      if (answer.code().isPresent()) {
        tellFirst(out);
        return answer;
      }
      return new Tagged(
          answer.tag(), answer.condition(), code, answer.text() + " for the newest messages");
    }

    /** The answer will not be a good one. */
    void tellFirst(ResponseWriter out) {
      code.ifPresent(limit -> out.write(Untagged.no(limit, "Done for the newest messages")));
    }
  }

  boolean allows(long messages) {
    return most == 0 || messages <= most;
  }

  /** As many as allowed, from the highest UID down. */
  Part part(UidBitmap messages) {
    if (allows(messages.size())) {
      return new Part(messages, Optional.empty());
    }
    long lowest = messages.select(messages.size() - most + 1);
    return new Part(
        messages.within(lowest, messages.last()),
        Optional.of(new ResponseCode.MessageLimit(most, OptionalLong.of(lowest))));
  }

  /** The answer to what must be done for all messages or none. */
  Optional<Tagged> refusal(String tag, UidBitmap messages) {
    return part(messages).code().map(code -> refused(tag, code));
  }

  /** The answer to what names messages by their number alone. */
  Optional<Tagged> refusal(String tag, long messages) {
    return allows(messages)
        ? Optional.empty()
        : Optional.of(refused(tag, new ResponseCode.MessageLimit(most, OptionalLong.empty())));
  }

  private Tagged refused(String tag, ResponseCode code) {
    return new Tagged(
        tag, Condition.NO, Optional.of(code), "One command may deal with " + most + " messages");
  }
}
