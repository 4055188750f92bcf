package org.culverhouse.admin;

/**
 * Which part of a sorted list is wanted.
 *
 * @param text only what has this in its name, in any case; empty for all
 * @param after the name of the last one of the part before; empty begins at the beginning
 * @param size from 1 to {@link Page#MAX_SIZE}
 */
public record ListQuery(String text, String after, boolean descending, int size) {
  public ListQuery {
    if (size < 1 || size > Page.MAX_SIZE) {
      throw new IllegalArgumentException("a page of " + size);
    }
  }
}
