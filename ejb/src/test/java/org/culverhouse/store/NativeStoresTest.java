package org.culverhouse.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.culverhouse.api.Content;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.MailboxName;
import org.culverhouse.api.model.SystemFlag;
import org.culverhouse.mailbox.FlagChange;
import org.culverhouse.mailbox.NewMessage;
import org.culverhouse.mailbox.StoreId;
import org.culverhouse.mailbox.UidBitmap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeStoresTest {
  @TempDir Path root;

  private NativeStores stores() {
    return new NativeStores(
        new FileIo(),
        root,
        StoreSettings.DEFAULT,
        System::currentTimeMillis,
        new SplittableRandom(7));
  }

  static NewMessage message(String text, FlagSet flags) {
    return new NewMessage(
        Content.of(text.getBytes(StandardCharsets.UTF_8)), flags, Instant.ofEpochSecond(1000));
  }

  static String text(Content content) throws Exception {
    try (content) {
      var octets = ByteBuffer.allocate((int) content.size());
      content.read(0, octets);
      return new String(octets.array(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatWasStoredIsThereAfterAReopen() throws Exception {
    var id = new StoreId(1);
    try (var stores = stores();
        var store = stores.open(id)) {
      var inbox = store.tree().get(MailboxName.INBOX);
      store.append(
          inbox.id(),
          List.of(
              message("Subject: a\r\n\r\none\r\n", FlagSet.of(SystemFlag.SEEN)),
              message("x".repeat(3 << 20), FlagSet.of(new Keyword("$Junk")))));
      var archive = store.create(new MailboxName("Archive"), Set.of());
      var mailbox = store.open(inbox.id());
      mailbox.copy(UidBitmap.of(2), archive.id());
      mailbox.change(UidBitmap.of(1), new FlagChange.Add(FlagSet.of(SystemFlag.FLAGGED)));
    }
    try (var stores = stores();
        var store = stores.open(id)) {
      var inbox = store.open(store.tree().get(MailboxName.INBOX).id());
      assertThat(inbox.snapshot().live().toUidSet()).hasToString("1:2");
      assertThat(inbox.snapshot().flags(1))
          .isEqualTo(FlagSet.of(SystemFlag.SEEN, SystemFlag.FLAGGED));
      assertThat(text(inbox.message(1))).isEqualTo("Subject: a\r\n\r\none\r\n");
      var archive = store.open(store.tree().get(new MailboxName("Archive")).id());
      assertThat(archive.snapshot().flags(1)).isEqualTo(FlagSet.of(new Keyword("$junk")));
      assertThat(text(archive.message(1))).isEqualTo("x".repeat(3 << 20));
      assertThat(store.usage().messages()).isEqualTo(3);
    }
  }
}
