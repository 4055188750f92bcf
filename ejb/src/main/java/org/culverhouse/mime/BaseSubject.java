package org.culverhouse.mime;

/**
 * What is left of a subject without the marks of replies and forwards (RFC 5256 section 2.1); the
 * numbers are those of its steps. Linear in the length of the subject.
 */
final class BaseSubject {
  private static final String TRAILER = "(fwd)";
  private static final String FORWARD = "[fwd:";

  private final String text;
  private int start;
  private int end;

  private BaseSubject(String text) {
    this.text = text;
    this.end = text.length();
  }

  /** {@code subject} is unfolded and decoded. */
  static String of(String subject) {
    var base = new BaseSubject(collapse(subject));
    do {
      base.cutTrailers();
      base.cutLeaders();
    } while (base.cutForward());
    return base.text.substring(base.start, base.end);
  }

  /** (1) */
  private static String collapse(String subject) {
    var result = new StringBuilder(subject.length());
    for (int i = 0; i < subject.length(); i++) {
      char c = subject.charAt(i) == '\t' ? ' ' : subject.charAt(i);
      if (c != ' ' || result.isEmpty() || result.charAt(result.length() - 1) != ' ') {
        result.append(c);
      }
    }
    return result.toString();
  }

  /** (2) */
  private void cutTrailers() {
    while (true) {
      if (end > start && text.charAt(end - 1) == ' ') {
        end--;
      } else if (end - start >= TRAILER.length() && is(TRAILER, end - TRAILER.length())) {
        end -= TRAILER.length();
      } else {
        return;
      }
    }
  }

  /** (3) to (5): when no mark follows the blobs in front, none follows a part of them. */
  private void cutLeaders() {
    while (true) {
      start = skipBlanks(start);
      int afterBlobs = skipBlobs();
      int afterMark = skipMark(afterBlobs);
      if (afterMark == afterBlobs) {
        cutBlobs();
        return;
      }
      start = afterMark;
    }
  }

  private int skipBlobs() {
    int at = start;
    int next = skipBlob(at);
    while (next > at) {
      at = next;
      next = skipBlob(at);
    }
    return at;
  }

  /** (4): each blob that does not leave nothing. */
  private void cutBlobs() {
    int next = skipBlob(start);
    while (next > start && next < end) {
      start = next;
      next = skipBlob(start);
    }
  }

  /** After {@code subj-blob}, if there is one. */
  private int skipBlob(int from) {
    if (from >= end || text.charAt(from) != '[') {
      return from;
    }
    for (int at = from + 1; at < end; at++) {
      switch (text.charAt(at)) {
        case ']' -> {
          return skipBlanks(at + 1);
        }
        case '[' -> {
          return from;
        }
        default -> {}
      }
    }
    return from;
  }

  /** After {@code subj-refwd}, if there is one. */
  private int skipMark(int from) {
    int at = from;
    if (is("re", at)) {
      at += 2;
    } else if (is("fwd", at)) {
      at += 3;
    } else if (is("fw", at)) {
      at += 2;
    } else {
      return from;
    }
    at = skipBlob(skipBlanks(at));
    return at < end && text.charAt(at) == ':' ? at + 1 : from;
  }

  /** (6) */
  private boolean cutForward() {
    boolean isForward = is(FORWARD, start) && text.charAt(end - 1) == ']';
    if (isForward) {
      start += FORWARD.length();
      end--;
    }
    return isForward;
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < end && text.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private boolean is(String wanted, int at) {
    return at + wanted.length() <= end && text.regionMatches(true, at, wanted, 0, wanted.length());
  }
}
