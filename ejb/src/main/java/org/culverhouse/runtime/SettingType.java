package org.culverhouse.runtime;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.culverhouse.admin.ByteSize;
import org.culverhouse.api.model.Network;
import org.culverhouse.mime.KeptFields;

/** What may stand behind a key. Each brings a text into the one form in which the rest reads it. */
sealed interface SettingType {
  /** The type in a few words, for the configuration file. */
  String description();

  /**
   * @throws IllegalArgumentException saying what is wrong and what would be right
   */
  String canonical(String text);

  /** Anything; paths and addresses too, which only their user can check. */
  record Text(String description) implements SettingType {
    @Override
    public String canonical(String text) {
      return text;
    }
  }

  record Whole(long min, long max) implements SettingType {
    @Override
    public String description() {
      return "a whole number from " + min + " to " + max;
    }

    @Override
    public String canonical(String text) {
      if (text.matches("\\d{1,18}")) {
        long value = Long.parseLong(text);
        if (value >= min && value <= max) {
          return Long.toString(value);
        }
      }
      throw new IllegalArgumentException("must be " + description());
    }
  }

  /** Nothing, or something that is not too small. */
  record WholeOrZero(long min, long max) implements SettingType {
    @Override
    public String description() {
      return "0, or a whole number from " + min + " to " + max;
    }

    @Override
    public String canonical(String text) {
      var value = new Whole(0, max).canonical(text);
      if (Long.parseLong(value) > 0 && Long.parseLong(value) < min) {
        throw new IllegalArgumentException("must be " + description());
      }
      return value;
    }
  }

  record Size(long min, long max) implements SettingType {
    @Override
    public String description() {
      return "a size such as 64 MB, from " + min + " to " + max + " bytes";
    }

    @Override
    public String canonical(String text) {
      long value = ByteSize.parse(text);
      if (value < min || value > max) {
        throw new IllegalArgumentException("must be " + description());
      }
      return Long.toString(value);
    }
  }

  record Span(Duration min, Duration max) implements SettingType {
    @Override
    public String description() {
      return "a duration such as PT30M, from " + min + " to " + max;
    }

    @Override
    public String canonical(String text) {
      try {
        var value = Duration.parse(text);
        if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
          return value.toString();
        }
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException("must be " + description(), e);
      }
      throw new IllegalArgumentException("must be " + description());
    }
  }

  record Choice(List<String> words) implements SettingType {
    static Choice of(String... words) {
      return new Choice(List.of(words));
    }

    @Override
    public String description() {
      return "one of " + String.join(", ", words);
    }

    @Override
    public String canonical(String text) {
      return words.stream()
          .filter(text::equalsIgnoreCase)
          .findAny()
          .orElseThrow(() -> new IllegalArgumentException("must be " + description()));
    }
  }

  /** Any of these, in this order. */
  record Words(List<String> words) implements SettingType {
    static Words of(String... words) {
      return new Words(List.of(words));
    }

    @Override
    public String description() {
      return "some of " + String.join(",", words);
    }

    @Override
    public String canonical(String text) {
      var named = Arrays.stream(text.split(",")).map(String::strip).toList();
      for (var one : named) {
        if (words.stream().noneMatch(one::equalsIgnoreCase)) {
          throw new IllegalArgumentException(one + " is not one of " + String.join(", ", words));
        }
      }
      return words.stream()
          .filter(word -> named.stream().anyMatch(word::equalsIgnoreCase))
          .collect(Collectors.joining(","));
    }
  }

  /** Header fields beyond the usual ones. */
  record Fields() implements SettingType {
    @Override
    public String description() {
      return "names of header fields with commas in between, such as +X-Foo,+X-Bar";
    }

    @Override
    public String canonical(String text) {
      return String.join(",", KeptFields.parse(text).more());
    }
  }

  record Networks() implements SettingType {
    @Override
    public String description() {
      return "networks with commas in between, such as 10.0.0.0/8,2001:db8::/32";
    }

    @Override
    public String canonical(String text) {
      return Arrays.stream(text.split(","))
          .map(String::strip)
          .filter(part -> !part.isEmpty())
          .map(part -> Network.parse(part).toString())
          .collect(Collectors.joining(","));
    }
  }
}
