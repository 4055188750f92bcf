package org.culverhouse.api;

/**
 * Content in a file of its own, which goes when this is closed: who keeps the content may take the
 * file for it instead of a copy.
 */
public interface SpooledContent extends Content {
  /** So many octets that mean nothing stand in front of the content in the file. */
  int ROOM = 128;

  /** The name of the file. */
  String file();

  /** The file has another name now. The content can still be read until this is closed. */
  void taken();
}
