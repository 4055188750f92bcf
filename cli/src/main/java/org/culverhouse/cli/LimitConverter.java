package org.culverhouse.cli;

import org.culverhouse.admin.ByteSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads limits from the command line: a number, or {@code none}. */
abstract sealed class LimitConverter implements ITypeConverter<Limit> {
  /** Bytes, with or without a unit. */
  static final class OfSize extends LimitConverter {
    @Override
    long number(String text) {
      return ByteSize.parse(text);
    }
  }

  /** A plain number. */
  static final class OfCount extends LimitConverter {
    @Override
    long number(String text) {
      long number = Long.parseLong(text);
      if (number < 0) {
        throw new NumberFormatException();
      }
      return number;
    }
  }

  @Override
  public Limit convert(String text) {
    if (text.equals("none")) {
      return Limit.NONE;
    }
    try {
      return Limit.of(number(text));
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is neither a whole number nor none");
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  abstract long number(String text);
}
