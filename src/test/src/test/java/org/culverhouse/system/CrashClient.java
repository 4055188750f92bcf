package org.culverhouse.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.culverhouse.script.ImapConnection;

/**
 * Appends, copies, moves, flags and expunges until the server goes down, and keeps what it has been
 * promised. One thread.
 */
final class CrashClient {
  /** Where mail arrives, and where it is copied and moved to. */
  static final List<String> MAILBOXES = List.of("INBOX", "Kept");

  private static final Pattern APPENDUID = Pattern.compile("OK \\[APPENDUID \\d+ (\\d+)]");
  private static final Pattern COPYUID = Pattern.compile("OK \\[COPYUID \\d+ \\d+ (\\d+)]");

  private final ImapConnection connection;
  private final String inbox;
  private final String kept;
  private final Letters letters;
  private final Random random;
  private final Promises promises;
  private final CountDownLatch enough;

  /**
   * @param enough counts the messages that have been acknowledged
   */
  CrashClient(
      ImapConnection connection,
      String user,
      Letters letters,
      Random random,
      Promises promises,
      CountDownLatch enough) {
    this.connection = connection;
    this.inbox = place(user, "INBOX");
    this.kept = place(user, "Kept");
    this.letters = letters;
    this.random = random;
    this.promises = promises;
    this.enough = enough;
  }

  /** A mailbox among those of all users. */
  static String place(String user, String mailbox) {
    return user + "/" + mailbox;
  }

  void run() throws IOException {
    boolean goesOn = isOk(connection.command("s", "SELECT INBOX"), "s");
    for (int i = 0; goesOn; i++) {
      goesOn = append(letters.next(i));
    }
  }

  private static boolean isOk(String answer, String tag) {
    return answer.contains(tag + " OK");
  }

  private boolean append(byte[] octets) throws IOException {
    connection.send("a APPEND INBOX {%d}\r\n".formatted(octets.length));
    connection.until("a");
    connection.send(new String(octets, StandardCharsets.ISO_8859_1) + "\r\n");
    var answer = APPENDUID.matcher(connection.until("a"));
    if (!answer.find()) {
      return false;
    }
    long uid = Long.parseLong(answer.group(1));
    var digest = Maildir.digestOf(octets);
    promises.add(new Promises.Promise(inbox, uid, digest));
    enough.countDown();
    return switch (random.nextInt(6)) {
      case 0 -> copy(uid, digest);
      case 1 -> move(uid, digest);
      case 2 -> isOk(connection.command("f", "UID STORE %d +FLAGS (\\Seen)".formatted(uid)), "f");
      case 3 -> expunge(uid);
      default -> true;
    };
  }

  private boolean copy(long uid, String digest) throws IOException {
    var answer = connection.command("c", "UID COPY %d Kept".formatted(uid));
    return isOk(answer, "c") && keeps(answer, digest);
  }

  private boolean move(long uid, String digest) throws IOException {
    promises.doubt(inbox, uid);
    var answer = connection.command("m", "UID MOVE %d Kept".formatted(uid));
    if (!isOk(answer, "m")) {
      return false;
    }
    promises.gone(inbox, uid);
    return keeps(answer, digest);
  }

  private boolean keeps(String answer, String digest) {
    var copied = COPYUID.matcher(answer);
    if (copied.find()) {
      promises.add(new Promises.Promise(kept, Long.parseLong(copied.group(1)), digest));
      return true;
    }
    throw new AssertionError("no COPYUID in " + answer);
  }

  private boolean expunge(long uid) throws IOException {
    if (!isOk(connection.command("d", "UID STORE %d +FLAGS (\\Deleted)".formatted(uid)), "d")) {
      return false;
    }
    promises.doubt(inbox, uid);
    if (!isOk(connection.command("e", "UID EXPUNGE %d".formatted(uid)), "e")) {
      return false;
    }
    promises.gone(inbox, uid);
    return true;
  }
}
