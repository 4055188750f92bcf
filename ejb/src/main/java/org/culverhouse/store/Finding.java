package org.culverhouse.store;

import java.util.List;

/** Something in the files of a store that is not as the store has left it. Immutable. */
public sealed interface Finding {
  /** How bad it is. */
  enum Severity {
    /** The next start deals with it, or it does no harm. */
    NOTE,
    /** No mail is touched; repairing makes it good. */
    WARNING,
    /** Mail or what is known of it is damaged. */
    ERROR
  }

  /** Where it is and what is wrong there; the file is relative to the folder of the store. */
  record Place(String file, long offset, String what, String expected, String found) {
    static Place of(String file, long offset, String what, Object expected, Object found) {
      return new Place(file, offset, what, expected.toString(), found.toString());
    }
  }

  Severity severity();

  Place place();

  /** What repairing does about it, as a sentence goes on. */
  String repair();

  /** STORE does not say which store this is. */
  record Identity(Place place) implements Finding {
    @Override
    public Severity severity() {
      return Severity.ERROR;
    }

    @Override
    public String repair() {
      return "is written again from the headers of the log";
    }
  }

  /** What a crash has left behind the last whole transaction. */
  record TornTail(Place place) implements Finding {
    @Override
    public Severity severity() {
      return Severity.NOTE;
    }

    @Override
    public String repair() {
      return "is cut off";
    }
  }

  /** The log does not say what it must, at a place whose record is needed. */
  record Log(Place place) implements Finding {
    @Override
    public Severity severity() {
      return Severity.ERROR;
    }

    @Override
    public String repair() {
      return "what is sound is kept and written as an image of the store";
    }
  }

  /** Damage of what nobody reads any more: an image in the log says the same. */
  record Superseded(Place place) implements Finding {
    @Override
    public Severity severity() {
      return Severity.NOTE;
    }

    @Override
    public String repair() {
      return "stays: nothing needs it";
    }
  }

  /** Octets between records that must be zero, or the header of a segment. */
  record Frame(Place place) implements Finding {
    @Override
    public Severity severity() {
      return Severity.WARNING;
    }

    @Override
    public String repair() {
      return "is written again";
    }
  }

  /**
   * A body that is damaged or gone.
   *
   * @param messages those that have it
   */
  record Body(Place place, List<MessageName> messages) implements Finding {
    public Body {
      messages = List.copyOf(messages);
    }

    @Override
    public Severity severity() {
      return messages.isEmpty() ? Severity.NOTE : Severity.ERROR;
    }

    @Override
    public String repair() {
      return messages.isEmpty()
          ? "stays: no message has it"
          : "cannot be repaired: the message stays with its flags, and FETCH of its text answers NO";
    }
  }

  /** A message as its owner knows it. */
  record MessageName(String mailbox, long uid) {}

  /** A file that can be made again from the log. */
  record Derived(Place place) implements Finding {
    @Override
    public Severity severity() {
      return Severity.WARNING;
    }

    @Override
    public String repair() {
      return "is made again from the log";
    }
  }

  /** A file of which every part may be absent: it is not synced, so a crash leaves it torn. */
  record Cache(Place place) implements Finding {
    @Override
    public Severity severity() {
      return Severity.NOTE;
    }

    @Override
    public String repair() {
      return "is moved to quarantine, and made again from messages as they are read";
    }
  }

  /** A file that a start removes. */
  record Leftover(Place place) implements Finding {
    @Override
    public Severity severity() {
      return Severity.NOTE;
    }

    @Override
    public String repair() {
      return "is moved to quarantine";
    }
  }

  /** A file that does not belong to the store. */
  record Unknown(Place place) implements Finding {
    @Override
    public Severity severity() {
      return Severity.NOTE;
    }

    @Override
    public String repair() {
      return "stays";
    }
  }
}
