package org.culverhouse.command;

import org.culverhouse.api.response.Response.Tagged;
import org.culverhouse.api.response.ResponseCode;

/** A URL of CATENATE leads nowhere (RFC 4469 section 4.1). */
final class BadUrlException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String url;

  BadUrlException(String url, String why) {
    super("The URL leads nowhere: " + why, null, false, false);
    this.url = url;
  }

  Tagged answer(String tag) {
    return Tagged.no(tag, new ResponseCode.BadUrl(url), String.valueOf(getMessage()));
  }
}
