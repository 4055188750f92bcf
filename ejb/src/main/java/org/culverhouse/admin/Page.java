package org.culverhouse.admin;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next where the next part begins, if there is one
 * @param total how many there are in all parts
 */
public record Page<T>(List<T> items, Optional<String> next, long total) {
  public static final int MAX_SIZE = 500;

  public Page {
    items = List.copyOf(items);
  }
}
