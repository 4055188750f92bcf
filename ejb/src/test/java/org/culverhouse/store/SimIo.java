package org.culverhouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that forgets: data and names are safe only after a sync, and {@link
 * #afterPowerCut} keeps any part of the rest. A step of the run is a call that changes something.
 */
@NullMarked
final class SimIo implements StoreIo {
  /** Called before each step; may throw to make it fail. */
  interface Step {
    void at(long number, String what, @Nullable Path path) throws IOException;
  }

  private final Map<Path, SimNode> names = new TreeMap<>();
  private final Map<Path, SimNode> safeNames = new TreeMap<>();
  private final List<NameChange> nameChanges = new ArrayList<>();
  private final Set<SimNode> locked = new HashSet<>();
  private Step step = (number, what, path) -> {};
  private long steps;
  private long written;
  private Path otherDisk = Path.of("/elsewhere");
  private long capacity = Long.MAX_VALUE;
  private Predicate<Path> lies = path -> false;
  private final Set<Path> liedFolders = new HashSet<>();

  /** Names that come and go in one step. */
  private record NameChange(@Nullable Path removed, @Nullable Path added, @Nullable SimNode node) {
    boolean isIn(Path folder) {
      return isIn(folder, removed) || isIn(folder, added);
    }

    private static boolean isIn(Path folder, @Nullable Path name) {
      return name != null && folder.equals(name.getParent());
    }

    void applyTo(Map<Path, SimNode> names) {
      if (removed != null) {
        names.remove(removed);
      }
      if (added != null && node != null) {
        names.put(added, node);
      }
    }
  }

  SimIo(Path root) {
    var folder = new SimNode(true);
    names.put(root, folder);
    safeNames.put(root, folder);
  }

  private SimIo() {}

  synchronized void onStep(Step listener) {
    step = listener;
  }

  /** As if this folder were on another disk. */
  synchronized void failRenamesFrom(Path folder) {
    otherDisk = folder;
  }

  synchronized long steps() {
    return steps;
  }

  /** A sync of such a path promises what it does not do; also on disks made from this one. */
  synchronized void lieWhen(Predicate<Path> liar) {
    lies = liar;
  }

  /** Whether there is anything of which a sync has said that it is safe, and it is not. */
  synchronized boolean isLiedTo() {
    return !liedFolders.isEmpty() || names.values().stream().anyMatch(SimNode::isLiedTo);
  }

  /** Whether all that has been done is safe. */
  synchronized boolean isSettled() {
    return nameChanges.isEmpty() && names.values().stream().allMatch(SimNode::isSettled);
  }

  /** How many octets all files may have. */
  synchronized void limitCapacity(long octets) {
    capacity = octets;
  }

  /** How many octets have been written so far. */
  synchronized long written() {
    return written;
  }

  synchronized long used() {
    return new HashSet<>(names.values()).stream().mapToLong(node -> node.data().length).sum();
  }

  /** The process has been killed: the system still has all it wrote, but its locks are gone. */
  synchronized void killProcess() {
    locked.clear();
  }

  private void step(String what, @Nullable Path path) throws IOException {
    step.at(++steps, what, path);
  }

  /** A disk on which exactly this is safe: everything that has been written. */
  synchronized SimIo copy() {
    var copy = new SimIo();
    copy.lies = lies;
    var nodes = new HashMap<SimNode, SimNode>();
    names.forEach(
        (path, node) -> {
          var same = nodes.computeIfAbsent(node, SimNode::twin);
          copy.names.put(path, same);
          copy.safeNames.put(path, same);
        });
    return copy;
  }

  /** The disk as it might be found when the power is cut now. */
  synchronized SimIo afterPowerCut(RandomGenerator random) {
    var disk = new SimIo();
    disk.lies = lies;
    var nodes = new HashMap<SimNode, SimNode>();
    var kept = new TreeMap<>(safeNames);
    int mood = random.nextInt(4);
    for (var change : nameChanges) {
      if (mood == 1 || mood > 1 && random.nextBoolean()) {
        change.applyTo(kept);
      }
    }
    for (var entry : kept.entrySet()) {
      var parent = entry.getKey().getParent();
      boolean isRoot = parent == null || !safeNames.containsKey(parent) && disk.names.isEmpty();
      if (isRoot || disk.names.containsKey(parent)) {
        var node = nodes.computeIfAbsent(entry.getValue(), original -> original.survivor(random));
        disk.names.put(entry.getKey(), node);
        disk.safeNames.put(entry.getKey(), node);
      }
    }
    return disk;
  }

  @Override
  public synchronized Handle open(Path file, Access access) throws IOException {
    var node = names.get(file);
    boolean creates = access == Access.CREATE || node == null && access == Access.OPEN_OR_CREATE;
    if (creates) {
      if (node != null) {
        throw new FileAlreadyExistsException(file.toString());
      }
      if (!names.containsKey(file.getParent())) {
        throw new NoSuchFileException(file.toString());
      }
      step("create", file);
      node = new SimNode(false);
      change(new NameChange(null, file, node));
    }
    if (node == null || node.isFolder()) {
      throw new NoSuchFileException(file.toString());
    }
    return new SimHandle(file, node, access != Access.READ);
  }

  private void change(NameChange change) {
    change.applyTo(names);
    nameChanges.add(change);
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    var node = names.get(from);
    if (node == null || !names.containsKey(to.getParent())) {
      throw new NoSuchFileException(from.toString());
    }
    if (from.startsWith(otherDisk) && !to.startsWith(otherDisk)) {
      throw new AtomicMoveNotSupportedException(from.toString(), to.toString(), "another disk");
    }
    step("rename", to);
    if (node.isFolder()) {
      for (var below : List.copyOf(names.keySet())) {
        if (below.startsWith(from) && !below.equals(from)) {
          change(new NameChange(below, to.resolve(from.relativize(below)), names.get(below)));
        }
      }
    }
    change(new NameChange(from, to, node));
  }

  @Override
  public synchronized void syncDirectory(Path directory) throws IOException {
    if (!names.containsKey(directory)) {
      throw new NoSuchFileException(directory.toString());
    }
    step("sync folder", directory);
    if (lies.test(directory)) {
      if (nameChanges.stream().anyMatch(change -> change.isIn(directory))) {
        liedFolders.add(directory);
      }
      return;
    }
    liedFolders.remove(directory);
    for (var change : nameChanges) {
      if (change.isIn(directory)) {
        change.applyTo(safeNames);
      }
    }
    nameChanges.removeIf(change -> change.isIn(directory));
  }

  @Override
  public synchronized List<String> list(Path directory) {
    return names.keySet().stream()
        .filter(path -> directory.equals(path.getParent()))
        .map(path -> path.getFileName().toString())
        .toList();
  }

  @Override
  public synchronized void createDirectory(Path directory) throws IOException {
    if (names.containsKey(directory)) {
      return;
    }
    if (!names.containsKey(directory.getParent())) {
      throw new NoSuchFileException(directory.toString());
    }
    step("create folder", directory);
    change(new NameChange(null, directory, new SimNode(true)));
  }

  @Override
  public synchronized boolean exists(Path path) {
    return names.containsKey(path);
  }

  @Override
  public synchronized Room room(Path folder) {
    return capacity == Long.MAX_VALUE
        ? new Room(Long.MAX_VALUE / 16, Long.MAX_VALUE / 16)
        : new Room(Math.max(0, capacity - used()), capacity);
  }

  @Override
  public synchronized void delete(Path path) throws IOException {
    if (!names.containsKey(path)) {
      return;
    }
    if (!list(path).isEmpty()) {
      throw new IOException(path + " is not empty");
    }
    step("delete", path);
    change(new NameChange(path, null, null));
  }

  private final class SimHandle implements Handle {
    private final Path file;
    private final SimNode node;
    private final boolean isWritable;
    private boolean isClosed;
    private boolean ownsLock;

    SimHandle(Path file, SimNode node, boolean isWritable) {
      this.file = file;
      this.node = node;
      this.isWritable = isWritable;
    }

    private void check(boolean writes) throws IOException {
      if (isClosed || writes && !isWritable) {
        throw new IOException(file + " is not open for that");
      }
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
      synchronized (SimIo.this) {
        check(false);
        int count = (int) Math.min(target.remaining(), Math.max(0, node.data().length - position));
        target.put(node.data(), (int) Math.min(position, node.data().length), count);
        return count;
      }
    }

    @Override
    public ByteBuffer view(long position, int length) throws IOException {
      var octets = ByteBuffer.allocate(length);
      if (read(position, octets) < length) {
        throw new IOException(file + " is too short");
      }
      return octets.flip();
    }

    @Override
    public void write(long position, List<ByteBuffer> sources) throws IOException {
      synchronized (SimIo.this) {
        check(true);
        long at = position;
        for (var source : sources) {
          var octets = new byte[source.remaining()];
          source.get(octets);
          step("write", file);
          long growth = at + octets.length - node.data().length;
          if (growth > 0 && capacity < Long.MAX_VALUE && used() + growth > capacity) {
            throw new IOException("No space left on device");
          }
          node.write(at, octets);
          written += octets.length;
          at += octets.length;
        }
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (SimIo.this) {
        check(true);
        try {
          step("force", file);
        } catch (IOException e) {
          node.failToSettle();
          throw e;
        }
        if (lies.test(file)) {
          node.lie();
        } else {
          node.settle();
        }
      }
    }

    @Override
    public void forceAll() throws IOException {
      force();
    }

    @Override
    public long size() throws IOException {
      check(false);
      return node.data().length;
    }

    @Override
    public void truncate(long size) throws IOException {
      synchronized (SimIo.this) {
        check(true);
        if (size < node.data().length) {
          step("truncate", file);
          node.truncate(size);
        }
      }
    }

    @Override
    public boolean tryLock() throws IOException {
      synchronized (SimIo.this) {
        check(true);
        ownsLock = locked.add(node);
        return ownsLock;
      }
    }

    @Override
    public void close() {
      synchronized (SimIo.this) {
        isClosed = true;
        if (ownsLock) {
          locked.remove(node);
        }
      }
    }
  }
}
