package org.culverhouse.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.culverhouse.api.model.Flag;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.api.model.Uid;
import org.culverhouse.mailbox.FlagChange;

/** Operations by chance, each of which the store has to accept in the state that a model tells. */
final class StoreWorkload {
  private static final List<String> NAMES =
      List.of("a", "a/b", "a/b/c", "a!", "ab", "Sent", "Sent/2026", "é/ü", "INBOX/x");
  private static final List<Flag> FLAGS =
      List.of(
          SystemFlag.SEEN,
          SystemFlag.FLAGGED,
          SystemFlag.DELETED,
          SystemFlag.ANSWERED,
          new Keyword("$Junk"),
          new Keyword("$Forwarded"),
          new Keyword("todo"));

  private final RandomGenerator random;
  private final StoreOperations operations;
  private final int inlineBytes;

  StoreWorkload(RandomGenerator random, int inlineBytes) {
    this.random = random;
    this.operations = new StoreOperations(random);
    this.inlineBytes = inlineBytes;
  }

  StoreOperation next(StoreModel model, long nowSeconds) {
    var name = oneOf(StoreOperations.names(model));
    var other = oneOf(StoreOperations.names(model));
    return switch (random.nextInt(24)) {
      case 0, 1, 2 -> operations.append(name, flags(), random.nextInt(600));
      case 3 -> operations.append(name, flags(), sizes());
      case 4 -> operations.append(name, flags(), inlineBytes + random.nextInt(inlineBytes));
      case 5, 6, 7 -> operations.flags(name, uids(model, name), change());
      case 8, 9 -> operations.copy(name, other, uids(model, name));
      case 10, 11 -> operations.move(name, other, uids(model, name));
      case 12, 13 -> operations.expunge(name, uids(model, name));
      case 14, 15 -> create(model, nowSeconds);
      case 16 -> delete(model, name, nowSeconds);
      case 17 -> rename(model, name, nowSeconds);
      case 18 ->
          random.nextBoolean()
              ? operations.subscribe(oneOf(NAMES))
              : operations.unsubscribe(oneOf(NAMES));
      case 19 -> operations.renumber(name);
      case 20 -> operations.raiseUidNext(name, nearTheEnd(model.box(name).uidNext));
      case 21 -> operations.claimRecent(name);
      default -> replace(model, name, other);
    };
  }

  private long nearTheEnd(long uidNext) {
    return Math.max(uidNext, Uid.MAX - random.nextInt(5));
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private FlagSet flags() {
    var flags = new ArrayList<Flag>();
    for (int i = random.nextInt(3); i > 0; i--) {
      flags.add(oneOf(FLAGS));
    }
    return FlagSet.of(flags);
  }

  private int[] sizes() {
    return random.ints(2 + random.nextInt(4), 0, inlineBytes * 5 / 4).toArray();
  }

  private FlagChange change() {
    return switch (random.nextInt(4)) {
      case 0 -> new FlagChange.Replace(flags());
      case 1 -> new FlagChange.Remove(flags());
      default -> new FlagChange.Add(flags());
    };
  }

  /** Some messages of the mailbox, and a UID that may be of none. */
  private Set<Long> uids(StoreModel model, String name) {
    var uids = new TreeSet<Long>();
    int luck = 1 + random.nextInt(4);
    for (var message : model.box(name).messages) {
      if (random.nextInt(luck) == 0) {
        uids.add(message.uid());
      }
    }
    uids.add(Math.min(Uid.MAX, 1 + random.nextLong(model.box(name).uidNext + 3)));
    return uids;
  }

  private StoreOperation replace(StoreModel model, String from, String to) {
    var messages = model.box(from).messages;
    int size = random.nextInt(3) == 0 ? inlineBytes + random.nextInt(100) : random.nextInt(600);
    return messages.isEmpty()
        ? operations.append(from, flags(), size)
        : operations.replace(from, oneOf(messages).uid(), to, flags(), size);
  }

  private StoreOperation create(StoreModel model, long nowSeconds) {
    var free = new ArrayList<>(NAMES);
    free.removeAll(model.boxes.keySet());
    return free.isEmpty()
        ? operations.claimRecent("INBOX")
        : operations.create(oneOf(free), nowSeconds);
  }

  private StoreOperation delete(StoreModel model, String name, long nowSeconds) {
    return name.equals("INBOX") ? create(model, nowSeconds) : operations.delete(name);
  }

  private StoreOperation rename(StoreModel model, String from, long nowSeconds) {
    var free = new ArrayList<>(NAMES);
    free.removeIf(to -> to.startsWith(from + "/") && !from.equals("INBOX"));
    free.removeIf(to -> model.boxes.keySet().stream().anyMatch(is -> overlap(is, to)));
    return free.isEmpty()
        ? operations.append(from, flags(), random.nextInt(100))
        : operations.rename(from, oneOf(free), nowSeconds);
  }

  private static boolean overlap(String name, String target) {
    return name.equals(target) || name.startsWith(target + "/");
  }
}
