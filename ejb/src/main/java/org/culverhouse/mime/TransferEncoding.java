package org.culverhouse.mime;

import java.util.Locale;

/** How a body has been made fit for transport (RFC 2045 section 6). */
enum TransferEncoding {
  /** 7bit, 8bit and binary. */
  IDENTITY,
  QUOTED_PRINTABLE,
  BASE64,
  UNKNOWN;

  static TransferEncoding of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "7bit", "8bit", "binary", "" -> IDENTITY;
      case "quoted-printable" -> QUOTED_PRINTABLE;
      case "base64" -> BASE64;
      default -> UNKNOWN;
    };
  }
}
