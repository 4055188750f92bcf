package org.culverhouse.mime;

/** How text that is not ASCII stands in ENVELOPE and BODYSTRUCTURE. */
public enum StringForm {
  /** As encoded words (RFC 2047), in parameters with percent signs (RFC 2231). */
  ASCII,
  /** As it is, for clients that have said that they read it (RFC 6855 section 3, RFC 9051). */
  UTF_8
}
