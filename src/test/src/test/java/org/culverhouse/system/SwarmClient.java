package org.culverhouse.system;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.culverhouse.script.ImapConnection;

/** Does what comes to its mind, and holds each answer against what it knows. One thread. */
final class SwarmClient {
  private static final Pattern APPENDUID = Pattern.compile("\\[APPENDUID \\d+ ([\\d,:]+)]");
  private static final Pattern COPYUID = Pattern.compile("\\[COPYUID \\d+ ([\\d,:]+) ([\\d,:]+)]");
  private static final Pattern SEARCH = Pattern.compile("(?m)^\\* SEARCH((?: \\d+)*)");
  private static final List<String> FLAGS =
      List.of(
          "\\Seen", "\\Flagged", "\\Answered", "\\Draft", "\\Deleted", "$Junk", "work", "later");
  private static final int MOST = 120;

  private final ImapConnection connection;
  private final List<String> mailboxes;
  private final SwarmLedger ledger;
  private final Random random;
  private final String label;
  private final Dialect dialect;
  private final List<String> differences = new ArrayList<>();
  private SwarmMailbox mailbox;
  private int tags;
  private int letters;

  /** What the client switches on. */
  enum Dialect {
    REV1("NOOP"),
    CONDSTORE("ENABLE CONDSTORE"),
    QRESYNC("ENABLE QRESYNC"),
    REV2("ENABLE IMAP4rev2 CONDSTORE");

    private final String command;

    Dialect(String command) {
      this.command = command;
    }
  }

  SwarmClient(
      ImapConnection connection,
      int number,
      List<String> mailboxes,
      SwarmLedger ledger,
      Random random) {
    this.connection = connection;
    this.mailboxes = mailboxes;
    this.ledger = ledger;
    this.random = random;
    this.label = "c" + number;
    this.dialect = Dialect.values()[number % Dialect.values().length];
    this.mailbox = new SwarmMailbox(mailboxes.getFirst(), ledger);
  }

  void logIn(String user, String password) throws IOException {
    connection.read();
    ok(connection.command("l", "LOGIN " + user + " " + password), "LOGIN");
    ok(connection.command("e", dialect.command), dialect.command);
    select();
  }

  void run(BooleanSupplier goesOn) throws IOException {
    while (goesOn.getAsBoolean() && differences().isEmpty()) {
      step();
    }
  }

  /** Hears what is left to be told. */
  void settle() throws IOException {
    command("NOOP", true);
  }

  SwarmMailbox mailbox() {
    return mailbox;
  }

  /** What could not be, with the client and what it speaks. */
  List<String> differences() {
    var all = new ArrayList<>(differences);
    mailbox.differences().forEach(d -> all.add(label + " " + dialect + " " + d));
    return all;
  }

  private void step() throws IOException {
    if (mailbox.firstUnknownUid() > 0 && dialect == Dialect.QRESYNC) {
      command("UID FETCH " + mailbox.firstUnknownUid() + ":* (UID FLAGS MODSEQ)", true);
      return;
    }
    int dice = random.nextInt(100);
    if (mailbox.size() == 0 || dice < 12 && mailbox.size() < MOST) {
      append();
    } else if (dice < 40) {
      store();
    } else if (dice < 60) {
      fetch();
    } else if (dice < 66) {
      copy();
    } else if (dice < 74) {
      expunge();
    } else if (dice < 80) {
      search();
    } else if (dice < 84) {
      command("STATUS " + pick(mailboxes) + " (MESSAGES UIDNEXT UNSEEN)", true);
    } else if (dice < 88) {
      idle();
    } else if (dice < 91) {
      unselect();
    } else {
      command("NOOP", true);
    }
  }

  private void select() throws IOException {
    mailbox = new SwarmMailbox(pick(mailboxes), ledger);
    command("SELECT " + mailbox.name(), true);
    command("FETCH 1:* (" + items() + ")", false);
  }

  private void unselect() throws IOException {
    if (!mailbox.differences().isEmpty()) {
      return;
    }
    command("UNSELECT", true);
    select();
  }

  private String items() {
    return dialect == Dialect.REV1 ? "UID FLAGS" : "UID FLAGS MODSEQ";
  }

  private void append() throws IOException {
    var target = random.nextInt(4) == 0 ? pick(mailboxes) : mailbox.name();
    var command = new StringBuilder("APPEND " + target);
    for (int i = random.nextInt(3); i >= 0; i--) {
      var text = "Subject: " + label + "-" + letters++ + "\r\n\r\nHello\r\n";
      command.append(" (").append(pick(FLAGS)).append(") {").append(text.length()).append("+}\r\n");
      command.append(text);
    }
    var answer = command(command.toString(), true);
    var uids = APPENDUID.matcher(answer);
    if (check(uids.find(), answer)) {
      var appended = SwarmMailbox.numbers(uids.group(1));
      ledger.acknowledged(target, appended);
      if (command.indexOf("\\Deleted") >= 0) {
        appended.forEach(uid -> ledger.mayBeGone(target, uid));
      }
    }
  }

  private void store() throws IOException {
    int from = 1 + random.nextInt(mailbox.size());
    int to = Math.min(mailbox.size(), from + random.nextInt(5));
    var flags = new TreeSet<>(List.of(pick(FLAGS), pick(FLAGS)));
    boolean add = random.nextBoolean();
    boolean guarded = dialect != Dialect.REV1 && random.nextInt(4) == 0;
    boolean silent = !guarded && random.nextInt(3) == 0;
    if (flags.contains("\\Deleted")) {
      for (int number = from; number <= to; number++) {
        if (mailbox.uid(number) == 0) {
          return;
        }
        ledger.mayBeGone(mailbox.name(), mailbox.uid(number));
      }
    }
    if (silent) {
      // What is told in the answer already takes others into account.
      for (int number = from; number <= to; number++) {
        mailbox.assume(number, add, flags);
      }
    }
    command(
        "STORE %d:%d %s%sFLAGS%s (%s)"
            .formatted(
                from,
                to,
                guarded ? "(UNCHANGEDSINCE " + mailbox.highest() + ") " : "",
                add ? "+" : "-",
                silent ? ".SILENT" : "",
                String.join(" ", flags)),
        false);
  }

  private void fetch() throws IOException {
    int from = 1 + random.nextInt(mailbox.size());
    int to = Math.min(mailbox.size(), from + random.nextInt(12));
    switch (random.nextInt(4)) {
      case 0 ->
          command("FETCH " + from + ":" + to + " (UID BODY.PEEK[HEADER.FIELDS (SUBJECT)])", false);
      case 1 -> command("UID FETCH 1:* (" + items() + ")", true);
      case 2 -> {
        var since =
            dialect == Dialect.REV1
                ? ""
                : " (CHANGEDSINCE " + Math.max(1, mailbox.highest() / 2) + ")";
        command("FETCH 1:* (" + items() + ")" + since, false);
      }
      default -> command("FETCH " + from + ":" + to + " (" + items() + ")", false);
    }
  }

  private void copy() throws IOException {
    int number = 1 + random.nextInt(mailbox.size());
    var target = pick(mailboxes);
    boolean move = random.nextInt(3) == 0 && !target.equals(mailbox.name());
    long uid = mailbox.uid(number);
    if (uid == 0) {
      return;
    }
    if (move) {
      ledger.mayBeGone(mailbox.name(), uid);
    }
    var answer = command("UID " + (move ? "MOVE " : "COPY ") + uid + " " + target, true);
    var uids = COPYUID.matcher(answer);
    if (uids.find()) {
      // A copy has the flags of its original, \Deleted among them perhaps.
      var copies = SwarmMailbox.numbers(uids.group(2));
      copies.forEach(copy -> ledger.mayBeGone(target, copy));
      ledger.acknowledged(target, copies);
    }
  }

  private void expunge() throws IOException {
    long uid = mailbox.uid(1 + random.nextInt(mailbox.size()));
    if (random.nextInt(3) > 0) {
      command("EXPUNGE", true);
    } else if (uid > 0) {
      command("UID EXPUNGE " + uid + ":*", true);
    }
  }

  private void search() throws IOException {
    int before = mailbox.size();
    if (dialect == Dialect.REV2) {
      command("UID SEARCH RETURN (COUNT) KEYWORD work", true);
      return;
    }
    var answer = command("SEARCH ALL", false);
    var found = SEARCH.matcher(answer);
    var numbers = found.find() ? found.group(1).strip() : "none";
    int count = numbers.isEmpty() ? 0 : numbers.split(" ").length;
    if (answer.contains(tag() + " OK")) {
      check(count <= before, "SEARCH ALL finds " + count + " of " + before);
    }
  }

  private void idle() throws IOException {
    mailbox.expect(true);
    connection.send(nextTag() + " IDLE\r\n");
    var told = connection.until(tag());
    check(told.lines().reduce((a, b) -> b).orElse("").startsWith("+"), told);
    told.lines().forEach(mailbox::take);
    connection.send("DONE\r\n");
    take(connection.until(tag()));
    ledger.count();
  }

  /** The answer to a command, which has been taken into account. */
  private String command(String command, boolean expunges) throws IOException {
    mailbox.expect(expunges || command.startsWith("UID "));
    var all = new StringBuilder();
    connection.send(nextTag() + " " + command + "\r\n");
    String line;
    do {
      line = connection.read();
      mailbox.take(line);
      all.append(line).append('\n');
    } while (!line.startsWith(tag() + " "));
    ledger.count();
    // A number may stand for a message that others have expunged.
    check(
        line.startsWith(tag() + " OK") || line.contains("NO [EXPUNGEISSUED]"),
        command + " is answered with " + line);
    return all.toString();
  }

  private void take(String answers) {
    answers.lines().forEach(mailbox::take);
  }

  private String nextTag() {
    tags++;
    return tag();
  }

  private String tag() {
    return "t" + tags;
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private void ok(String answer, String command) {
    check(answer.lines().anyMatch(line -> line.matches("\\w+ OK.*")), command + ": " + answer);
  }

  private boolean check(boolean condition, String difference) {
    if (!condition) {
      differences.add(label + " " + dialect + " " + difference);
    }
    return condition;
  }
}
