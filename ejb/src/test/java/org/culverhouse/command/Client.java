package org.culverhouse.command;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.culverhouse.api.AnnouncedMessages;
import org.culverhouse.api.Content;
import org.culverhouse.api.command.Append;
import org.culverhouse.api.command.AppendMessage;
import org.culverhouse.api.command.Authenticate;
import org.culverhouse.api.command.Command;
import org.culverhouse.api.command.CommandKind;
import org.culverhouse.api.command.Copy;
import org.culverhouse.api.command.Create;
import org.culverhouse.api.command.Delete;
import org.culverhouse.api.command.Fetch;
import org.culverhouse.api.command.FetchAttribute;
import org.culverhouse.api.command.Idle;
import org.culverhouse.api.command.Login;
import org.culverhouse.api.command.Move;
import org.culverhouse.api.command.Noop;
import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Rename;
import org.culverhouse.api.command.Search;
import org.culverhouse.api.command.SearchKey;
import org.culverhouse.api.command.Select;
import org.culverhouse.api.command.Store;
import org.culverhouse.api.model.Flag;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.endpoint.ImapEndpoint;

/** A client whose commands are already parsed; every command has the tag {@code a}. */
final class Client {
  final FakeSession session;
  private final ImapEndpoint endpoint;
  private final Transcript transcript = new Transcript();
  private List<String> greeting = List.of();

  Client(ImapEndpoint endpoint, FakeSession session) {
    this.endpoint = endpoint;
    this.session = session;
  }

  void open() {
    endpoint.opened(session, transcript);
    greeting = transcript.take();
  }

  List<String> greeting() {
    return greeting;
  }

  /** The answer to a command, line by line. */
  List<String> run(Command command) {
    endpoint.command(session, command, transcript);
    session.idling = command instanceof Idle;
    return transcript.take();
  }

  /** What a client that listens is told after {@link FakeSession#wake}. */
  List<String> changed() {
    endpoint.changed(session, transcript);
    return transcript.take();
  }

  /** The answer to messages that are announced, if it ends the command; without its text. */
  Optional<String> announce(int messages, long octets) {
    return announce(new AnnouncedMessages("a", CommandKind.APPEND, messages, octets));
  }

  Optional<String> announce(AnnouncedMessages announced) {
    return endpoint.announced(session, announced).map(Transcript::line);
  }

  void close() {
    endpoint.closed(session);
  }

  List<String> login(String user, String password) {
    return run(new Login("a", user, password.getBytes(StandardCharsets.UTF_8)));
  }

  List<String> authenticatePlain(Optional<String> initial) {
    return run(
        new Authenticate("a", "PLAIN", initial.map(text -> text.getBytes(StandardCharsets.UTF_8))));
  }

  List<String> select(String mailbox) {
    return run(new Select("a", new MailboxName(mailbox), Select.Access.READ_WRITE));
  }

  List<String> examine(String mailbox) {
    return run(new Select("a", new MailboxName(mailbox), Select.Access.READ_ONLY));
  }

  List<String> noop() {
    return run(new Noop("a"));
  }

  List<String> create(String mailbox) {
    return run(new Create("a", new MailboxName(mailbox), Set.of()));
  }

  List<String> delete(String mailbox) {
    return run(new Delete("a", new MailboxName(mailbox)));
  }

  List<String> rename(String from, String to) {
    return run(new Rename("a", new MailboxName(from), new MailboxName(to)));
  }

  List<String> append(String mailbox, String... messages) {
    return run(
        new Append(
            "a",
            new MailboxName(mailbox),
            List.of(messages).stream()
                .map(
                    text ->
                        new AppendMessage(
                            FlagSet.NONE,
                            Optional.empty(),
                            Content.of(text.getBytes(StandardCharsets.UTF_8))))
                .toList()));
  }

  List<String> fetch(long from, long to, FetchAttribute... attributes) {
    return run(new Fetch("a", Numbering.SEQUENCE, SequenceSet.of(from, to), List.of(attributes)));
  }

  List<String> uidFetch(long from, long to, FetchAttribute... attributes) {
    return run(new Fetch("a", Numbering.UID, SequenceSet.of(from, to), List.of(attributes)));
  }

  List<String> store(long from, long to, Store.Mode mode, Flag... flags) {
    return run(
        new Store(
            "a",
            Numbering.SEQUENCE,
            SequenceSet.of(from, to),
            mode,
            Store.Echo.TELL,
            FlagSet.of(flags)));
  }

  List<String> storeSilently(long from, long to, Store.Mode mode, Flag... flags) {
    return run(
        new Store(
            "a",
            Numbering.SEQUENCE,
            SequenceSet.of(from, to),
            mode,
            Store.Echo.SILENT,
            FlagSet.of(flags)));
  }

  List<String> copy(long from, long to, String target) {
    return run(
        new Copy("a", Numbering.SEQUENCE, SequenceSet.of(from, to), new MailboxName(target)));
  }

  List<String> uidCopy(long from, long to, String target) {
    return run(new Copy("a", Numbering.UID, SequenceSet.of(from, to), new MailboxName(target)));
  }

  List<String> move(long from, long to, String target) {
    return run(
        new Move("a", Numbering.SEQUENCE, SequenceSet.of(from, to), new MailboxName(target)));
  }

  List<String> search(SearchKey key) {
    return run(new Search("a", Numbering.SEQUENCE, Search.Form.BASIC, Set.of(), key));
  }
}
