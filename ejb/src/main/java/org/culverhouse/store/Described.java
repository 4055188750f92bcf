package org.culverhouse.store;

import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.culverhouse.mailbox.UidBitmap;

/** A thing in a file, as named values: numbers, truth values and texts. One thread. */
public final class Described {
  private final String kind;
  private final Map<String, Object> values = new LinkedHashMap<>();

  Described(String kind) {
    this.kind = kind;
  }

  static Described of(String kind, Record values) {
    return new Described(kind).withAll(values);
  }

  /** What it is, for example {@code APPEND}. */
  public String kind() {
    return kind;
  }

  /** In the order of the file. */
  public Map<String, Object> values() {
    return Collections.unmodifiableMap(values);
  }

  Described with(String name, Object value) {
    values.put(name, value);
    return this;
  }

  /** The components of a record; those of records in it have a dot in their names. */
  Described withAll(Record record) {
    add("", record);
    return this;
  }

  private void add(String prefix, Record record) {
    for (var component : record.getClass().getRecordComponents()) {
      try {
        add(prefix + component.getName(), component.getAccessor().invoke(record));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException(component + " cannot be read", e);
      }
    }
  }

  private void add(String name, Object value) {
    switch (value) {
      case Guid guid -> values.put(name, "%016x%016x".formatted(guid.high(), guid.low()));
      case Record record -> add(name + ".", record);
      case Long number -> values.put(name, number);
      case Integer number -> values.put(name, number.longValue());
      case Boolean truth -> values.put(name, truth);
      case UidBitmap uids -> values.put(name, uids.toUidSet().toString());
      case int[] numbers -> values.put(name, Arrays.toString(numbers));
      case byte[] octets -> values.put(name, HexFormat.of().formatHex(octets));
      case ByteBuffer octets -> values.put(name + ".octets", (long) octets.remaining());
      default -> values.put(name, value.toString());
    }
  }
}
