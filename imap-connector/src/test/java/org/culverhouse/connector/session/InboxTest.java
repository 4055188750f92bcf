package org.culverhouse.connector.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.culverhouse.api.ImapSession.Listening;
import org.culverhouse.api.ImapSession.Presence;
import org.culverhouse.connector.session.Inbox.Left;
import org.junit.jupiter.api.Test;

class InboxTest {
  private final List<Boolean> starts = new ArrayList<>();
  private Inbox inbox = new Inbox(new NoTransport(), () -> {});

  InboxTest() {
    inbox = new Inbox(new NoTransport(), () -> starts.add(Thread.holdsLock(inbox)));
  }

  @Test
  void aThreadIsStartedByWhateverComesFirstAndNotWhileAnotherWorks() {
    inbox.received(ByteBuffer.allocate(1));
    inbox.received(ByteBuffer.allocate(1));
    inbox.ended();
    assertThat(starts).hasSize(1);
    assertThat(inbox.next(Left.NOTHING)).isInstanceOf(Work.Input.class);
    assertThat(inbox.next(Left.NOTHING)).isInstanceOf(Work.Input.class);
    assertThat(inbox.next(Left.NOTHING)).isEqualTo(Work.Signal.END);
  }

  @Test
  void aThreadThatIsStartedNeedNotWaitForTheMonitor() {
    inbox.start();
    rest();
    inbox.received(ByteBuffer.allocate(1));
    assertThat(inbox.next(Left.NOTHING)).isInstanceOf(Work.Input.class);
    rest();
    inbox.idling(true);
    inbox.wake();
    assertThat(inbox.next(Left.NOTHING)).isEqualTo(Work.Signal.CHANGED);
    rest();
    inbox.farewell(new Work.Farewell(Optional.empty(), "bye"));
    assertThat(starts).containsExactly(false, false, false, false);
  }

  @Test
  void whoDoesNotIdleIsNotWoken() {
    inbox.wake();
    assertThat(starts).isEmpty();
    inbox.close();
    inbox.received(ByteBuffer.allocate(1));
    inbox.gone();
    assertThat(starts).isEmpty();
  }

  @Test
  void whoListensBetweenCommandsIsWokenWhenNoneIsThere() {
    inbox.listen(Listening.BETWEEN_COMMANDS);
    inbox.wake();
    assertThat(starts).hasSize(1);
    assertThat(inbox.next(Left.INPUT)).isEqualTo(Work.Signal.READ);
    assertThat(inbox.next(Left.PART_OF_A_COMMAND)).isEqualTo(Work.Signal.REST);
    inbox.received(ByteBuffer.allocate(1));
    assertThat(starts).hasSize(2);
    assertThat(inbox.next(Left.NOTHING)).isInstanceOf(Work.Input.class);
    assertThat(inbox.next(Left.NOTHING)).isEqualTo(Work.Signal.CHANGED);
    rest();
    inbox.listen(Listening.IN_IDLE);
    inbox.wake();
    assertThat(starts).hasSize(2);
  }

  @Test
  void aLongCommandCanAskWhetherTheClientIsThere() {
    assertThat(inbox.presence()).isEqualTo(Presence.PRESENT);
    inbox.ended();
    assertThat(inbox.presence()).isEqualTo(Presence.SILENT);
    inbox.gone();
    assertThat(inbox.presence()).isEqualTo(Presence.GONE);
  }

  @Test
  void whoIsSentAwayIsNotWorkedForAnyMore() {
    inbox.farewell(new Work.Farewell(Optional.empty(), "bye"));
    assertThat(inbox.presence()).isEqualTo(Presence.GONE);
  }

  private void rest() {
    assertThat(inbox.next(Left.NOTHING)).isEqualTo(Work.Signal.REST);
  }

  /** Nothing is read or written. */
  private static final class NoTransport implements Transport {
    @Override
    public InetSocketAddress remoteAddress() {
      throw new UnsupportedOperationException();
    }

    @Override
    public InetSocketAddress localAddress() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> tls() {
      return Optional.empty();
    }

    @Override
    public Optional<byte[]> channelBinding(String name) {
      return Optional.empty();
    }

    @Override
    public boolean canStartTls() {
      return false;
    }

    @Override
    public ByteBuffer room(int atLeast, Runnable whenKeptWaiting) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ByteBuffer roomAtOnce(int atLeast) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void awaitReader(Runnable whenKeptWaiting) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void flush() {}

    @Override
    public boolean startTls(BooleanSupplier clean) {
      return false;
    }

    @Override
    public void pauseReading() {}

    @Override
    public void resumeReading() {}

    @Override
    public void authenticated() {}

    @Override
    public void unauthenticated() {}

    @Override
    public void close() {}

    @Override
    public long bytesIn() {
      return 0;
    }

    @Override
    public long bytesOut() {
      return 0;
    }
  }
}
