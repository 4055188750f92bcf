package org.culverhouse.search;

/** What it takes to test a criterion, from least to most. */
enum Cost {
  BITMAP,
  COLUMN,
  STRUCTURE,
  MESSAGE;

  static Cost of(Criterion criterion) {
    return switch (criterion) {
      case Criterion.All all -> BITMAP;
      case Criterion.OneOf oneOf -> BITMAP;
      case Criterion.Flagged flagged -> BITMAP;
      case Criterion.Larger larger -> COLUMN;
      case Criterion.Smaller smaller -> COLUMN;
      case Criterion.Arrived arrived -> COLUMN;
      case Criterion.ArrivedSince since -> COLUMN;
      case Criterion.ChangedSince changed -> COLUMN;
      case Criterion.Saved saved -> COLUMN;
      case Criterion.HasEmailId id -> COLUMN;
      case Criterion.Sent sent -> STRUCTURE;
      case Criterion.Header header -> STRUCTURE;
      case Criterion.Body body -> MESSAGE;
      case Criterion.Text text -> MESSAGE;
      case Criterion.Not not -> of(not.criterion());
      case Criterion.Or or -> most(of(or.left()), of(or.right()));
      case Criterion.And and -> and.criteria().stream().map(Cost::of).reduce(BITMAP, Cost::most);
    };
  }

  /** Whether a record answers it, mostly; those side by side are asked together. */
  static boolean isOfRecord(Criterion criterion) {
    return criterion instanceof Criterion.Sent || criterion instanceof Criterion.Header;
  }

  /** How often messages are gone through one by one. */
  static int passes(Criterion criterion) {
    return switch (criterion) {
      case Criterion.Saved saved -> 1;
      case Criterion.HasEmailId id -> 1;
      case Criterion.Sent sent -> 1;
      case Criterion.Header header -> 1;
      case Criterion.Body body -> 1;
      case Criterion.Text text -> 1;
      case Criterion.Not not -> passes(not.criterion());
      case Criterion.Or or -> passes(or.left()) + passes(or.right());
      case Criterion.And and -> {
        var ofRecords = and.criteria().stream().filter(Cost::isOfRecord).limit(1).count();
        var others = and.criteria().stream().filter(next -> !isOfRecord(next));
        yield (int) ofRecords + others.mapToInt(Cost::passes).sum();
      }
      case Criterion.All all -> 0;
      case Criterion.OneOf oneOf -> 0;
      case Criterion.Flagged flagged -> 0;
      case Criterion.Larger larger -> 0;
      case Criterion.Smaller smaller -> 0;
      case Criterion.Arrived arrived -> 0;
      case Criterion.ArrivedSince since -> 0;
      case Criterion.ChangedSince changed -> 0;
    };
  }

  private static Cost most(Cost a, Cost b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
