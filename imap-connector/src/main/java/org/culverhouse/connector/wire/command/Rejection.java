package org.culverhouse.connector.wire.command;

import java.util.Optional;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.Condition;
import org.culverhouse.api.response.ResponseCode;

/** Ends parsing with an answer: BAD for broken grammar, NO for what cannot be had. */
final class Rejection extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Condition condition;
  private final transient Optional<ResponseCode> code;
  private final String text;

  private Rejection(Condition condition, Optional<ResponseCode> code, String text) {
    super(text, null, false, false);
    this.condition = condition;
    this.code = code;
    this.text = text;
  }

  static Rejection bad(String text) {
    return new Rejection(Condition.BAD, Optional.empty(), text);
  }

  static Rejection bad(ResponseCode code, String text) {
    return new Rejection(Condition.BAD, Optional.of(code), text);
  }

  static Rejection no(ResponseCode code, String text) {
    return new Rejection(Condition.NO, Optional.of(code), text);
  }

  Response tagged(String tag) {
    return new Response.Tagged(tag, condition, code, text);
  }

  Response untagged() {
    return new Response.Untagged(condition, code, text);
  }
}
