package org.culverhouse.api.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The flags of a message, or those named in a command. The bits are those of {@link
 * SystemFlag#bit()}.
 */
public record FlagSet(int systemBits, List<Keyword> keywords) {
  public static final FlagSet NONE = new FlagSet(0, List.of());
  public static final FlagSet ALL_SYSTEM =
      new FlagSet((1 << SystemFlag.values().length) - 1, List.of());

  public FlagSet {
    if (systemBits < 0 || systemBits >= 1 << 5) {
      throw new IllegalArgumentException("system flags " + systemBits);
    }
    keywords = keywords.isEmpty() ? List.of() : List.copyOf(new LinkedHashSet<>(keywords));
  }

  public static FlagSet of(Flag... flags) {
    return of(List.of(flags));
  }

  public static FlagSet of(List<? extends Flag> flags) {
    int bits = 0;
    var keywords = new ArrayList<Keyword>();
    for (var flag : flags) {
      switch (flag) {
        case SystemFlag system -> bits |= system.bit();
        case Keyword keyword -> keywords.add(keyword);
      }
    }
    return new FlagSet(bits, keywords);
  }

  public boolean contains(SystemFlag flag) {
    return (systemBits & flag.bit()) != 0;
  }

  public boolean isEmpty() {
    return systemBits == 0 && keywords.isEmpty();
  }

  public FlagSet with(FlagSet other) {
    var all = new LinkedHashSet<>(keywords);
    all.addAll(other.keywords);
    return new FlagSet(systemBits | other.systemBits, List.copyOf(all));
  }

  public FlagSet without(FlagSet other) {
    var rest = new LinkedHashSet<>(keywords);
    other.keywords.forEach(rest::remove);
    return new FlagSet(systemBits & ~other.systemBits, List.copyOf(rest));
  }

  /** System flags first, in the order of {@link SystemFlag}, then the keywords. */
  public Stream<Flag> stream() {
    return Stream.concat(Stream.of(SystemFlag.values()).filter(this::contains), keywords.stream());
  }

  @Override
  public String toString() {
    return stream().map(Flag::wireName).collect(Collectors.joining(" ", "(", ")"));
  }
}
