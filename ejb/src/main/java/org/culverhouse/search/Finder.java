package org.culverhouse.search;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongPredicate;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.MailException;
import org.culverhouse.mailbox.Mailbox;
import org.culverhouse.mailbox.MailboxSnapshot;
import org.culverhouse.mailbox.Reason;
import org.culverhouse.mailbox.UidBitmap;
import org.culverhouse.mime.CorruptStructureException;
import org.culverhouse.mime.HeaderQuery;
import org.culverhouse.mime.HeaderQuery.Answer;
import org.culverhouse.mime.MessageText;
import org.culverhouse.mime.StructureRecord;
import org.culverhouse.mime.WantedText;
import org.roaringbitmap.RoaringBitmap;

/**
 * Evaluates criteria over one state of a mailbox. Flags and numbers are bitmaps, sizes and dates
 * columns; only what these leave over is opened and read. Used by one thread.
 */
public final class Finder {
  private static final Logger LOG = System.getLogger(Finder.class.getName());
  private static final long SECONDS_A_DAY = 24 * 60 * 60;

  private final Mailbox mailbox;
  private final MailboxSnapshot snapshot;
  private final Onlooker onlooker;
  private int passes;
  private int passesBegun;
  private long messages;

  public Finder(Mailbox mailbox, MailboxSnapshot snapshot, Onlooker onlooker) {
    this.mailbox = mailbox;
    this.snapshot = snapshot;
    this.onlooker = onlooker;
  }

  /** Those among the messages that meet the criterion. */
  public UidBitmap search(Criterion criterion, UidBitmap among) {
    passes = Cost.passes(criterion);
    messages = among.size();
    return find(criterion, among);
  }

  private UidBitmap find(Criterion criterion, UidBitmap among) {
    if (among.isEmpty()) {
      return among;
    }
    return switch (criterion) {
      case Criterion.All all -> among;
      case Criterion.And and -> all(and, among);
      case Criterion.Or or -> either(or, among);
      case Criterion.Not not -> among.andNot(find(not.criterion(), among));
      case Criterion.OneOf oneOf -> among.and(oneOf.uids());
      case Criterion.Flagged flagged ->
          among.and(
              switch (flagged.flag()) {
                case SystemFlag flag -> snapshot.with(flag);
                case Keyword keyword -> snapshot.with(keyword);
              });
      case Criterion.Larger larger ->
          larger.octets() == Long.MAX_VALUE
              ? UidBitmap.EMPTY
              : snapshot.sized(larger.octets() + 1, Long.MAX_VALUE, among);
      case Criterion.Smaller smaller -> snapshot.sized(0, smaller.octets() - 1, among);
      case Criterion.Arrived arrived ->
          snapshot.arrived(
              startOf(arrived.first()),
              arrived.last().equals(LocalDate.MAX)
                  ? Long.MAX_VALUE
                  : startOf(arrived.last().plusDays(1)) - 1,
              among);
      case Criterion.ArrivedSince since ->
          snapshot.arrived(ceiling(since.moment()), Long.MAX_VALUE, among);
      case Criterion.ChangedSince changed -> among.and(snapshot.changedSince(changed.moment()));
      case Criterion.Saved saved -> filter(among, uid -> saved(saved, uid));
      case Criterion.HasEmailId wanted ->
          filter(among, uid -> snapshot.emailId(uid).equals(wanted.id()));
      case Criterion.Sent sent -> inRecords(List.of(sent), among);
      case Criterion.Header header -> inRecords(List.of(header), among);
      case Criterion.Body body -> {
        var wanted = new WantedText(body.text());
        yield read(among, message -> message.bodyContains(wanted));
      }
      case Criterion.Text text -> {
        var wanted = new WantedText(text.text());
        yield read(among, message -> message.contains(wanted));
      }
    };
  }

  /** The cheap ones first, so that few messages are left for the others. */
  private UidBitmap all(Criterion.And and, UidBitmap among) {
    var left = among;
    var ofRecords = and.criteria().stream().filter(Cost::isOfRecord).toList();
    boolean areRecordsRead = ofRecords.isEmpty();
    for (var next : and.criteria().stream().sorted(Comparator.comparing(Cost::of)).toList()) {
      if (!Cost.isOfRecord(next)) {
        left = find(next, left);
      } else if (!areRecordsRead) {
        left = inRecords(ofRecords, left);
        areRecordsRead = true;
      }
    }
    return left;
  }

  private UidBitmap either(Criterion.Or or, UidBitmap among) {
    boolean leftFirst = Cost.of(or.left()).compareTo(Cost.of(or.right())) <= 0;
    var found = find(leftFirst ? or.left() : or.right(), among);
    return found.or(find(leftFirst ? or.right() : or.left(), among.andNot(found)));
  }

  private static long startOf(LocalDate day) {
    return day.equals(LocalDate.MIN)
        ? Long.MIN_VALUE
        : day.atStartOfDay().toInstant(ZoneOffset.UTC).getEpochSecond();
  }

  /** The first whole second that is not before the moment. */
  private static long ceiling(Instant moment) {
    return moment.getNano() == 0 ? moment.getEpochSecond() : moment.getEpochSecond() + 1;
  }

  /**
   * What the record of a message says to a criterion; the message is opened only if it does not.
   */
  private interface RecordTest {
    Answer in(StructureRecord record, long uid) throws CorruptStructureException;

    /** Without a record that can be read. */
    boolean inMessage(long uid);
  }

  /** Each record is decoded once, whatever the number of criteria. */
  private UidBitmap inRecords(List<Criterion> criteria, UidBitmap among) {
    var tests = criteria.stream().map(this::recordTest).toList();
    return filter(among, uid -> passes(tests, uid));
  }

  private RecordTest recordTest(Criterion criterion) {
    return switch (criterion) {
      case Criterion.Header header -> new HeaderTest(header);
      case Criterion.Sent sent -> new SentTest(sent);
      default -> throw new IllegalArgumentException(criterion + " is not answered by records");
    };
  }

  private boolean passes(List<RecordTest> tests, long uid) {
    try {
      var record = StructureRecord.decode(mailbox.structure(uid));
      for (var test : tests) {
        var answer = test.in(record, uid);
        if (answer == Answer.NO || answer == Answer.UNKNOWN && !test.inMessage(uid)) {
          return false;
        }
      }
      return true;
    } catch (MailException e) {
      return passOver(uid, e);
    } catch (CorruptStructureException scannedAnew) {
      return tests.stream().allMatch(test -> test.inMessage(uid));
    }
  }

  private final class HeaderTest implements RecordTest {
    private final Criterion.Header header;
    private final HeaderQuery query;

    HeaderTest(Criterion.Header header) {
      this.header = header;
      this.query = new HeaderQuery(header.field(), header.text());
    }

    @Override
    public Answer in(StructureRecord record, long uid) throws CorruptStructureException {
      return query.in(record);
    }

    @Override
    public boolean inMessage(long uid) {
      return test(uid, text -> text.headerContains(header.field(), header.text()));
    }
  }

  private final class SentTest implements RecordTest {
    private final long first;
    private final long last;

    SentTest(Criterion.Sent days) {
      first = days.first().toEpochDay();
      last = days.last().toEpochDay();
    }

    @Override
    public Answer in(StructureRecord record, long uid) {
      var sent = record.sentDay();
      long day = sent.isPresent() ? sent.getAsLong() : arrivalDay(uid);
      return day < first || day > last ? Answer.NO : Answer.YES;
    }

    @Override
    public boolean inMessage(long uid) {
      try (Content message = mailbox.message(uid)) {
        return in(structure(uid, message), uid) == Answer.YES;
      } catch (MailException e) {
        return passOver(uid, e);
      } catch (IOException e) {
        throw new MailException(Reason.UNAVAILABLE, "A message cannot be read now", e);
      }
    }
  }

  private boolean saved(Criterion.Saved days, long uid) {
    var day = LocalDate.ofInstant(snapshot.saveDate(uid), ZoneOffset.UTC);
    return !day.isBefore(days.first()) && !day.isAfter(days.last());
  }

  /** A message whose Date field says nothing was sent when it came (RFC 5256 section 2.2). */
  private long arrivalDay(long uid) {
    return Math.floorDiv(snapshot.internalDate(uid).getEpochSecond(), SECONDS_A_DAY);
  }

  private UidBitmap filter(UidBitmap among, LongPredicate predicate) {
    var found = new RoaringBitmap();
    // Passes count alike; what one need not look at is done when it begins.
    long tests = passesBegun++ * messages + messages - among.size();
    for (var uids = among.iterator(); uids.hasNext(); ) {
      long uid = uids.nextLong();
      onlooker.next(tests++ / passes, messages);
      if (predicate.test(uid)) {
        found.add((int) uid);
      }
    }
    return UidBitmap.wrap(found);
  }

  /** Asks the text of a message. */
  private interface TextPredicate {
    boolean test(MessageText text) throws IOException;
  }

  private UidBitmap read(UidBitmap among, TextPredicate predicate) {
    return filter(among, uid -> test(uid, predicate));
  }

  private boolean test(long uid, TextPredicate predicate) {
    try (Content message = mailbox.message(uid)) {
      return predicate.test(new MessageText(message, structure(uid, message)));
    } catch (MailException e) {
      return passOver(uid, e);
    } catch (IOException e) {
      throw new MailException(Reason.UNAVAILABLE, "A message cannot be read now", e);
    }
  }

  private StructureRecord structure(long uid, Content message) throws IOException {
    try {
      return StructureRecord.decode(mailbox.structure(uid));
    } catch (CorruptStructureException e) {
      LOG.log(Level.WARNING, "message " + uid + " of mailbox " + mailbox.id() + " scanned anew", e);
      return rescanned(message);
    }
  }

  private static StructureRecord rescanned(Content message) throws IOException {
    try {
      return StructureRecord.decode(StructureRecord.scan(message));
    } catch (CorruptStructureException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A message that is gone or cannot be read is not found; the others are. */
  private boolean passOver(long uid, MailException e) {
    if (e.reason() == Reason.CORRUPT) {
      LOG.log(Level.WARNING, "message " + uid + " of mailbox " + mailbox.id(), e);
    } else if (e.reason() != Reason.EXPUNGED) {
      throw e;
    }
    return false;
  }
}
