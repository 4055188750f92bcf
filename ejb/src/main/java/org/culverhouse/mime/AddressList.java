package org.culverhouse.mime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads addresses with groups, source routes and comments (RFC 5322 sections 3.4 and 4.4). Whatever
 * the field holds becomes addresses; missing halves get names that cannot be taken for a group.
 */
final class AddressList {
  private static final String NO_MAILBOX = "MISSING_MAILBOX";
  private static final String NO_DOMAIN = "MISSING_DOMAIN";
  private static final String SPECIALS = "<>:;,@[]\\";

  private final FieldLexer field;
  private final List<Address> addresses = new ArrayList<>();
  private boolean inGroup;

  private AddressList(String value) {
    field = new FieldLexer(value);
  }

  static List<Address> parse(String value) {
    var list = new AddressList(value);
    list.readAll();
    return list.addresses;
  }

  private void readAll() {
    field.skipBlanks();
    while (!field.atEnd()) {
      readOne();
      field.skipBlanks();
    }
    endGroup();
  }

  private void readOne() {
    field.takeComment();
    var words = new Words();
    words.read(field, SPECIALS);
    switch (field.peek()) {
      case ':' -> startGroup(words);
      case '<' -> addAngle(words);
      case '@' -> addPlain(words);
      case ';' -> {
        addIncomplete(words);
        field.skip();
        endGroup();
      }
      default -> {
        addIncomplete(words);
        field.skip();
      }
    }
  }

  private void startGroup(Words words) {
    field.skip();
    if (!inGroup) {
      addresses.add(Address.groupStart(words.phrase()));
      inGroup = true;
    }
  }

  private void endGroup() {
    if (inGroup) {
      addresses.add(Address.GROUP_END);
      inGroup = false;
    }
  }

  private void addAngle(Words words) {
    field.skip();
    field.skipBlanks();
    String route = field.peek() == '@' ? readRoute() : null;
    var local = new Words();
    local.read(field, SPECIALS);
    String host = field.skipIf('@') ? readDomain() : "";
    field.skipTo(",;>");
    field.skipIf('>');
    field.skipBlanks();
    String comment = field.takeComment();
    add(words.isEmpty() ? comment : words.phrase(), route, local, host);
    finish();
  }

  private void addPlain(Words words) {
    field.skip();
    String host = readDomain();
    field.skipBlanks();
    add(field.takeComment(), null, words, host);
    finish();
  }

  /** An atom alone is a mailbox without domain, anything else is somebody's name. */
  private void addIncomplete(Words words) {
    if (words.isEmpty()) {
      return;
    }
    if (words.isAtom()) {
      add(field.takeComment(), null, words, "");
      return;
    }
    add(words.phrase(), null, new Words(), "");
  }

  private void add(String name, @Nullable String route, Words local, String host) {
    addresses.add(
        new Address(
            name.isEmpty() ? null : name,
            route,
            local.isEmpty() ? NO_MAILBOX : local.joined(),
            host.isEmpty() ? NO_DOMAIN : host));
  }

  /** To the end of this address, over what does not belong there. */
  private void finish() {
    field.skipTo(",;");
    field.skipIf(',');
  }

  private String readRoute() {
    var route = new StringBuilder();
    while (field.peek() == '@') {
      field.skip();
      route.append(route.isEmpty() ? "@" : ",@").append(readDomain());
      while (field.skipIf(',') || field.skipBlanks()) {
        // RFC 5322 section 4.4, obs-domain-list: empty elements.
      }
    }
    field.skipIf(':');
    return route.toString();
  }

  private String readDomain() {
    var domain = new StringBuilder();
    field.skipBlanks();
    boolean afterDot = true;
    while (afterDot || field.peek() == '.') {
      String word = field.peek() == '[' ? field.readDomainLiteral() : field.readAtom(SPECIALS);
      if (word.isEmpty()) {
        break;
      }
      domain.append(word);
      afterDot = word.endsWith(".");
      field.skipBlanks();
    }
    return domain.toString();
  }
}
