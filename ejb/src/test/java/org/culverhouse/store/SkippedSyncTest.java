package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.StackWalker.StackFrame;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The store with one of its syncs left out, each in turn: the power cuts that the whole store
 * survives must find it out. A sync that nobody would miss has no place in the store.
 */
@ExtendWith(QuietLog.class)
class SkippedSyncTest {
  private static final int WORKLOADS = 200;
  private static final StackWalker STACK = StackWalker.getInstance();

  /** A method of the store that syncs, and the file or folder that it syncs. */
  private enum Sync {
    COMMIT("LogWriter.sync", "[0-9]+[.]seg"),
    SEGMENT("SegmentFile.create", "[0-9]+[.]seg"),
    SEGMENT_NAME("SegmentFile.create", "log"),
    WRITTEN_AGAIN("LogRecovery.writeAgain", "[0-9]+[.]seg"),
    LARGE_MESSAGE("BigFile.finish", "[0-9a-f]+[.]msg"),
    LARGE_MESSAGE_NAME("MessagePreparation.external", "big"),
    IDENTITY("StoreIdentity.write", "STORE"),
    IDENTITY_NAME("StoreIdentity.write", "[0-9a-f]{16}"),
    OUTER_FOLDER("StoreOpening.makeFolders", "sim"),
    FOLDER_OF_THE_STORE("StoreOpening.makeFolders", "[0-9a-f]{2}"),
    INNER_FOLDERS("StoreOpening.makeFolders", "[0-9a-f]{16}"),
    SNAPSHOT("SectionFile.write", "[0-9a-f]+[.]snap"),
    SNAPSHOT_NAME("SnapshotWriter.write", "snap"),
    INDEX("SectionFile.write", "[0-9a-f.]+[.]idx"),
    INDEX_NAME("SnapshotWriter.write", "mbx"),
    FOLDERS_OF_AN_OLD_STORE("SnapshotWriter.write", "[0-9a-f]{16}");

    private final String what;

    Sync(String method, String name) {
      what = method + " " + name;
    }

    boolean is(String sync) {
      return sync.matches(what);
    }
  }

  /** Who in the store syncs what. */
  private static String sync(Path path) {
    var method =
        STACK.walk(
            frames ->
                frames
                    .filter(frame -> !isOfTheTest(frame))
                    .map(frame -> name(frame) + "." + frame.getMethodName())
                    .findFirst()
                    .orElseThrow());
    return method + " " + path.getFileName();
  }

  private static boolean isOfTheTest(StackFrame frame) {
    return name(frame).startsWith("SimIo") || name(frame).startsWith("SkippedSyncTest");
  }

  private static String name(StackFrame frame) {
    return frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
  }

  private static CrashRun run(long seed, Predicate<String> isSkipped) {
    var server = SimServer.numbered(seed);
    server.io().lieWhen(path -> isSkipped.test(sync(path)));
    return new CrashRun(server);
  }

  @ParameterizedTest
  @EnumSource
  void aSyncThatIsLeftOutIsMissed(Sync sync) {
    for (long seed = 1; seed <= WORKLOADS; seed++) {
      try {
        run(seed, sync::is).cutWhile(SimIo::isLiedTo).run();
      } catch (AssertionError missed) {
        return;
      }
    }
    throw new AssertionError(WORKLOADS + " workloads do not miss the sync " + sync.what);
  }

  @Test
  void thereAreNoOtherSyncs() {
    var seen = new TreeSet<String>();
    for (long seed = 1; seed <= 40; seed++) {
      run(seed, sync -> !seen.add(sync) && false).cutWhile(io -> false).run();
    }
    var known = EnumSet.noneOf(Sync.class);
    for (var name : seen) {
      var sync = EnumSet.allOf(Sync.class);
      sync.removeIf(each -> !each.is(name));
      assertThat(sync).as(name).hasSize(1);
      known.addAll(sync);
    }
    assertThat(known).containsExactly(Sync.values());
  }
}
