package org.culverhouse.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of a message's header that its {@link StructureRecord} keeps: those that mail programs
 * ask for when they list a mailbox, and some more by choice. Immutable.
 */
public final class KeptFields {
  /** What every record of version 3 keeps: another list needs another version. */
  private static final List<String> USUAL =
      List.of(
          "Date",
          "From",
          "Sender",
          "Reply-To",
          "To",
          "Cc",
          "Bcc",
          "Subject",
          "Message-ID",
          "In-Reply-To",
          "References",
          "MIME-Version",
          "Content-Type",
          "Content-Transfer-Encoding",
          "Content-Description",
          "Disposition-Notification-To",
          "Return-Receipt-To",
          "Priority",
          "X-Priority",
          "X-MSMail-Priority",
          "Importance",
          "Lines",
          "Newsgroups",
          "Followup-To",
          "List-Id",
          "List-Post",
          "List-Subscribe",
          "List-Unsubscribe",
          "X-Label",
          "X-Spam-Flag",
          "X-Spam-Status",
          "X-K9mail-Identity",
          "X-Uniform-Type-Identifier",
          "X-Universally-Unique-Identifier");

  private static final TreeSet<String> USUAL_SET = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  /**
   * The same as clients mostly write them: FETCH asks for each of several names of each message.
   */
  private static final Set<String> AS_WRITTEN = new HashSet<>(USUAL);

  static {
    USUAL_SET.addAll(USUAL);
    USUAL.forEach(name -> AS_WRITTEN.add(name.toUpperCase(Locale.ROOT)));
    USUAL.forEach(name -> AS_WRITTEN.add(name.toLowerCase(Locale.ROOT)));
  }

  public static final KeptFields STANDARD = new KeptFields(List.of());

  private static final int MAX_MORE = 32;
  private static final int MAX_NAME = 64;

  private final List<String> more;

  private KeptFields(List<String> more) {
    this.more = more;
  }

  /**
   * The standard ones and these.
   *
   * @throws IllegalArgumentException if there are too many, or one that is no name of a field (RFC
   *     5322 section 2.2)
   */
  public static KeptFields with(List<String> names) {
    var more = new TreeSet<String>();
    for (var name : names) {
      if (name.length() > MAX_NAME || !name.matches("[!-9;-~]+")) {
        throw new IllegalArgumentException("\"" + name + "\" is no name of a header field");
      }
      if (!USUAL_SET.contains(name)) {
        more.add(name.toLowerCase(Locale.ROOT));
      }
    }
    if (more.size() > MAX_MORE) {
      throw new IllegalArgumentException("there are more than " + MAX_MORE + " fields");
    }
    return more.isEmpty() ? STANDARD : new KeptFields(List.copyOf(more));
  }

  /**
   * The standard ones and those of a list with commas in between; a plus in front of a name says
   * the same.
   */
  public static KeptFields parse(String list) {
    var names = new ArrayList<String>();
    for (var part : list.split(",")) {
      var name = part.strip();
      if (!name.isEmpty()) {
        names.add(name.startsWith("+") ? name.substring(1).strip() : name);
      }
    }
    return with(names);
  }

  /** The names that are kept beyond the standard ones, in lower case and sorted. */
  public List<String> more() {
    return more;
  }

  boolean has(FieldCursor field) {
    return isAny(USUAL, field) || isAny(more, field);
  }

  private static boolean isAny(List<String> names, FieldCursor field) {
    for (int i = 0; i < names.size(); i++) {
      if (field.isNamed(names.get(i))) {
        return true;
      }
    }
    return false;
  }

  static boolean isUsual(String name) {
    return AS_WRITTEN.contains(name) || USUAL_SET.contains(name);
  }

  /** Those beyond the usual ones, a line each, in lower case and sorted. */
  byte[] encodeMore() {
    var lines = new StringBuilder();
    more.forEach(name -> lines.append(name).append('\n'));
    return lines.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
