package org.culverhouse.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.culverhouse.api.ConnectionGoneException;
import org.culverhouse.api.ResponseWriter;
import org.culverhouse.api.command.Noop;
import org.culverhouse.api.response.Response;
import org.culverhouse.endpoint.ImapEndpoint;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.MailStore;
import org.culverhouse.mailbox.MailStores;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.Room;
import org.culverhouse.mailbox.StoreId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorsTest {
  /** Stores that cannot be opened. */
  private record Failing(RuntimeException failure) implements MailStores {
    @Override
    public MailStore open(StoreId id) {
      throw failure;
    }

    @Override
    public void remove(StoreId id) {}

    @Override
    public Room room() {
      return Room.SOME;
    }

    @Override
    public void whenRoomChanges(Runnable listener) {}
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonIsARefusalWithACode(Reason reason) {
    var world = new World(new Failing(new MailException(reason, "for a test")));
    assertThat(world.connect().login("ada", "secret"))
        .singleElement()
        .asString()
        .matches("a NO \\[[A-Z-]+\\]");
  }

  @Test
  void aFailedLoginGivesItsPlaceBack() {
    var world = new World(new Failing(new MailException(Reason.UNAVAILABLE, "for a test")));
    world.connect().login("ada", "secret");
    assertThat(world.limits.connections(7)).isZero();
  }

  @Test
  void ourOwnFaultHasAnIdThatStandsInTheLog() {
    var world = new World(new Failing(new IllegalStateException("broken")));
    var logged = new ArrayList<LogRecord>();
    var answers = new ArrayList<Response>();
    try (var log = new Log(logged)) {
      var endpoint = new ImapEndpoint(world.handlers(), () -> true, new Random(1));
      var session = new FakeSession();
      endpoint.opened(session, writer(answers));
      endpoint.command(
          session,
          new org.culverhouse.api.command.Login("a", "ada", "secret".getBytes()),
          writer(answers));
    }
    var answer = (Response.Tagged) answers.getLast();
    var id = answer.text().substring(answer.text().lastIndexOf(' ') + 1);
    assertThat(id).hasSize(8);
    assertThat(logged)
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getMessage()).contains(id).doesNotContain("secret");
              assertThat(entry.getThrown()).hasMessage("broken");
            });
  }

  @Test
  void aConnectionThatHasGoneIsNobodysFault() {
    var world = new World(Backend.MEMORY);
    var endpoint = new ImapEndpoint(world.handlers(), () -> true, new Random(1));
    var session = new FakeSession();
    endpoint.opened(session, writer(new ArrayList<>()));
    var logged = new ArrayList<LogRecord>();
    try (var log = new Log(logged)) {
      assertThatThrownBy(() -> endpoint.command(session, new Noop("a"), new Gone()))
          .isInstanceOf(ConnectionGoneException.class);
    }
    assertThat(logged).isEmpty();
  }

  private static ResponseWriter writer(List<Response> responses) {
    return new ResponseWriter() {
      @Override
      public void write(Response response) {
        responses.add(response);
      }

      @Override
      public void flush() {}
    };
  }

  private static final class Gone implements ResponseWriter {
    @Override
    public void write(Response response) {
      throw new ConnectionGoneException("for a test");
    }

    @Override
    public void flush() {}
  }

  /** Listens to the log of the endpoint. */
  private static final class Log extends Handler implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(ImapEndpoint.class.getName());

    private final List<LogRecord> records;

    Log(List<LogRecord> records) {
      this.records = records;
      LOGGER.addHandler(this);
      LOGGER.setUseParentHandlers(false);
    }

    @Override
    public void publish(LogRecord entry) {
      records.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      LOGGER.removeHandler(this);
      LOGGER.setUseParentHandlers(true);
    }
  }
}
