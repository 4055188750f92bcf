package org.culverhouse.connector.session;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.culverhouse.api.response.Response;
import org.culverhouse.api.response.Response.Condition;
import org.culverhouse.api.response.ResponseCode;

/** What the thread of a session is to do next. */
sealed interface Work {
  /** The things to do that need no words. */
  enum Signal implements Work {
    /** The input at hand is to be read on. */
    READ,
    /** The connection has gone. */
    GONE,
    /** The client listens and is to be told what is new. */
    CHANGED,
    /** The client will send no more, and everything it sent is done. */
    END,
    /** Nothing: the thread has let go of the session, and must not touch it any more. */
    REST
  }

  /** Octets from the client. */
  record Input(ByteBuffer octets) implements Work {}

  /** The session is to be ended with BYE. */
  record Farewell(Optional<ResponseCode> code, String text) implements Work {
    Response response() {
      return new Response.Untagged(Condition.BYE, code, text);
    }
  }
}
