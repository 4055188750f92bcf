package org.culverhouse.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.culverhouse.store.Finding.MessageName;
import org.culverhouse.store.Finding.Place;

/** Looks whether the body of each message is there and what was written. One thread. */
final class BodyCheck {
  private static final int HANDLES = 4;
  private static final int MAX_NAMES = 100;

  private final StoreIo io;
  private final StoreFiles files;
  private final UUID store;
  private final Findings findings;
  private final LongConsumer progress;

  /** What is wrong with a body, with the messages that have it, by its pointer. */
  private final Map<Long, Damage> damages = new LinkedHashMap<>();

  private record Damage(Place place, List<MessageName> messages) {}

  BodyCheck(StoreIo io, StoreFiles files, UUID store, Findings findings, LongConsumer progress) {
    this.io = io;
    this.files = files;
    this.store = store;
    this.findings = findings;
    this.progress = progress;
  }

  void run(StoreState state, LogKnowledge knowledge) throws IOException {
    for (long pointer : knowledge.bodies().damaged()) {
      damage(pointer, "checksum of the body", "that of what was written", "another");
    }
    large(state, knowledge);
    for (var mailbox : state.mailboxes()) {
      for (var uids = mailbox.state().live().iterator(); uids.hasNext(); ) {
        long uid = uids.nextLong();
        var row = mailbox.state().row(uid);
        long pointer = state.relocations().resolve(row.pointer());
        message(knowledge, pointer, row.size());
        var damage = damages.get(pointer);
        if (damage != null && damage.messages.size() < MAX_NAMES) {
          damage.messages.add(new MessageName(mailbox.info().name().value(), uid));
        }
      }
    }
    damages.values().forEach(d -> findings.add(new Finding.Body(d.place, d.messages)));
  }

  private void damage(long pointer, String what, Object expected, Object found) {
    damage(
        pointer,
        files.segment(Pointer.segment(pointer)),
        Pointer.offset(pointer),
        what,
        expected,
        found);
  }

  private void damage(
      long pointer, Path file, long offset, String what, Object expected, Object found) {
    damages.putIfAbsent(
        pointer,
        new Damage(findings.place(file, offset, what, expected, found), new ArrayList<>()));
  }

  private void message(LogKnowledge knowledge, long pointer, long size) {
    var external = knowledge.externals().get(pointer);
    if (external != null) {
      if (external.head().size() != size) {
        damage(pointer, "length of the body", size, external.head().size());
      }
      return;
    }
    switch (knowledge.bodies().condition(pointer, size)) {
      case SOUND, DAMAGED -> {}
      case OTHER -> damage(pointer, "length of the body", size, "another");
      case MISSING -> damage(pointer, "body", size + " octets", "none");
    }
  }

  private void large(StoreState state, LogKnowledge knowledge) throws IOException {
    try (var handles = new ReadHandles(io, HANDLES)) {
      for (var external : knowledge.externalsOf(state).entrySet()) {
        var path = files.big(external.getValue().head().blobId());
        try {
          BigFileCheck.run(io, handles, path, store, external.getValue());
          padding(path, external.getValue().head().size());
        } catch (CorruptFileException e) {
          damage(external.getKey(), path, e.offset(), e.what(), e.expected(), e.found());
        } catch (NoSuchFileException e) {
          damage(external.getKey(), path, 0, "file", "a large message", "none");
        }
        progress.accept(files.octets(io, path));
      }
    }
  }

  private void padding(Path file, long size) throws IOException {
    if (!BigFileCheck.isPadded(io, file, size)) {
      findings.add(
          new Finding.Frame(
              findings.place(
                  file, BigFile.HEADER_LENGTH + size, "padding", "zeros", "something else")));
    }
  }
}
