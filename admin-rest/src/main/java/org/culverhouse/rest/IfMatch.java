package org.culverhouse.rest;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.culverhouse.admin.AdminException;
import org.culverhouse.admin.Expected;
import org.jspecify.annotations.Nullable;

/**
 * Which versions a change is meant for (RFC 9110 section 13.1.1).
 *
 * @param tags empty for {@code *}
 */
record IfMatch(Set<String> tags) {
  private static final int ATTEMPTS = 5;
  private static final int MAX_LENGTH = 1024;
  private static final Pattern TAG =
      Pattern.compile("[ \t,]*(?<tag>(?:W/)?\"[\\x21\\x23-\\x7E\\x80-\\xFF]*+\")[ \t]*(?:,|$)");

  /**
   * @throws Refusal 428 without the header, 400 when it is malformed
   */
  static IfMatch of(@Nullable String header) {
    if (header == null) {
      throw Refusal.needsIfMatch();
    }
    if (header.strip().equals("*")) {
      return new IfMatch(Set.of());
    }
    var tags = new HashSet<String>();
    var tag = TAG.matcher(header);
    int end = 0;
    while (header.length() <= MAX_LENGTH && tag.find() && tag.start() == end) {
      tags.add(tag.group("tag"));
      end = tag.end();
    }
    if (tags.isEmpty() || end != header.length()) {
      throw Refusal.malformed("If-Match takes * or ETags in quotes, as a GET has given them");
    }
    return new IfMatch(tags);
  }

  private boolean isAny() {
    return tags.isEmpty();
  }

  /**
   * @throws Refusal 412 when the version is not one of these; weak tags never are
   */
  void require(Version version) {
    if (!isAny() && !tags.contains(version.tag())) {
      throw Refusal.stale("It has been changed since it was read; its ETag is " + version.tag());
    }
  }

  /** For a change that needs nothing of the thing as it is now. */
  Expected expected(Supplier<Version> now) {
    if (isAny()) {
      return Expected.ANY;
    }
    var version = now.get();
    require(version);
    return version.expected();
  }

  /**
   * For a change that reads the thing, merges into it and writes that version: whoever does not
   * mind the version must not see that somebody else wrote in between.
   */
  <T> T merging(Supplier<T> change) {
    for (int attempt = 1; isAny() && attempt < ATTEMPTS; attempt++) {
      try {
        return change.get();
      } catch (AdminException e) {
        if (e.kind() != AdminException.Kind.STALE) {
          throw e;
        }
      }
    }
    return change.get();
  }
}
