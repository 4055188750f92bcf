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

  private static Cost most(Cost a, Cost b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
