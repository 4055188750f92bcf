package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.search.SubjectTerm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.culverhouse.script.Target;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jakarta Mail, as Java applications use it. */
@ExtendWith(AnyTarget.class)
class AngusMailIT {
  private Session session = Session.getInstance(new Properties());

  @BeforeEach
  void settings(Target target) {
    var settings = new Properties();
    settings.setProperty("mail.store.protocol", "imap");
    settings.setProperty("mail.imap.host", target.imap().getHostString());
    settings.setProperty("mail.imap.port", String.valueOf(target.imap().getPort()));
    settings.setProperty("mail.imap.timeout", "30000");
    settings.setProperty("mail.imap.connectiontimeout", "30000");
    session = Session.getInstance(settings);
  }

  @Test
  void whatIsAppendedComesBackByteByByte(Target target) throws Exception {
    var letters = new Letters(4, "angus");
    try (var store = connect(target.newPerson("angus"))) {
      var folder = store.getFolder("letters");
      assertThat(folder.create(Folder.HOLDS_MESSAGES)).isTrue();
      folder.open(Folder.READ_WRITE);
      var sent = new ArrayList<byte[]>();
      for (int i = 0; i < 30; i++) {
        sent.add(letters.next(i));
        folder.appendMessages(new Message[] {message(sent.getLast())});
      }

      var messages = folder.getMessages();
      assertThat(messages).hasSize(30);
      prefetch(folder, messages);
      for (int i = 0; i < 30; i++) {
        assertThat(bytes(messages[i])).isEqualTo(sent.get(i));
        assertThat(messages[i].getSize()).isEqualTo(sent.get(i).length);
        assertThat(messages[i].getSubject()).isEqualTo(message(sent.get(i)).getSubject());
      }
      assertThat(folder.search(new SubjectTerm("ledgers"))).hasSize(5);
    }
  }

  @Test
  void partsAreFetchedOneByOne(Target target) throws Exception {
    var letters = new Letters(5, "parts");
    try (var store = connect(target.newPerson("parts"))) {
      var folder = store.getFolder("INBOX");
      folder.open(Folder.READ_WRITE);
      for (int i = 0; i < 6; i++) {
        var original = message(letters.next(i));
        folder.appendMessages(new Message[] {original});
        var message = folder.getMessage(folder.getMessageCount());
        if (original.getContent() instanceof MimeMultipart parts) {
          var fetched = (MimeMultipart) message.getContent();
          assertThat(fetched.getCount()).isEqualTo(parts.getCount());
          for (int part = 0; part < parts.getCount(); part++) {
            assertThat(fetched.getBodyPart(part).getInputStream().readAllBytes())
                .isEqualTo(parts.getBodyPart(part).getInputStream().readAllBytes());
            assertThat(fetched.getBodyPart(part).getFileName())
                .isEqualTo(parts.getBodyPart(part).getFileName());
          }
        } else {
          assertThat(message.getContent()).isEqualTo(original.getContent());
        }
      }
    }
  }

  @Test
  void foldersAreMadeListedRenamedAndRemoved(Target target) throws Exception {
    try (var store = connect(target.newPerson("folders"))) {
      var folder = store.getFolder("projects");
      assertThat(folder.create(Folder.HOLDS_MESSAGES | Folder.HOLDS_FOLDERS)).isTrue();
      assertThat(folder.getFolder("grün/2024").create(Folder.HOLDS_MESSAGES)).isTrue();
      folder.setSubscribed(true);

      assertThat(names(store.getDefaultFolder().list("projects*")))
          .containsExactlyInAnyOrder("projects", "projects/grün", "projects/grün/2024");
      assertThat(names(store.getDefaultFolder().listSubscribed("proj*"))).contains("projects");
      assertThat(folder.renameTo(store.getFolder("archive"))).isTrue();
      assertThat(store.getFolder("archive/grün/2024").exists()).isTrue();
      assertThat(store.getFolder("archive").delete(true)).isTrue();
      assertThat(store.getFolder("archive").exists()).isFalse();
    }
  }

  @Test
  void flagsCopiesAndExpunges(Target target) throws Exception {
    var person = target.newPerson("flags");
    try (var store = connect(person);
        var other = connect(person)) {
      var folder = store.getFolder("INBOX");
      folder.open(Folder.READ_WRITE);
      var letters = new Letters(6, "flags");
      for (int i = 0; i < 5; i++) {
        folder.appendMessages(new Message[] {message(letters.next(i))});
      }
      folder.setFlags(1, 2, new Flags(Flags.Flag.FLAGGED), true);
      folder.getMessage(3).setFlags(new Flags("important"), true);
      folder.getMessage(4).setFlag(Flags.Flag.DELETED, true);
      store.getFolder("copies").create(Folder.HOLDS_MESSAGES);
      folder.copyMessages(folder.getMessages(1, 3), store.getFolder("copies"));
      assertThat(folder.expunge()).hasSize(1);

      var seen = other.getFolder("INBOX");
      seen.open(Folder.READ_ONLY);
      assertThat(seen.getMessageCount()).isEqualTo(4);
      assertThat(seen.getMessage(1).isSet(Flags.Flag.FLAGGED)).isTrue();
      assertThat(seen.getMessage(3).getFlags().contains("important")).isTrue();
      assertThat(seen.getMessage(4).isSet(Flags.Flag.DELETED)).isFalse();
      var copies = (UIDFolder) other.getFolder("copies");
      ((Folder) copies).open(Folder.READ_ONLY);
      assertThat(((Folder) copies).getMessageCount()).isEqualTo(3);
      assertThat(copies.getUIDNext()).isGreaterThan(copies.getUID(((Folder) copies).getMessage(3)));
    }
  }

  @Test
  void idleTellsOfNewMessagesAndFlags(Target target) throws Exception {
    var person = target.newPerson("idle");
    try (var store = connect(person);
        var other = connect(person)) {
      var watched = (IMAPFolder) store.getFolder("INBOX");
      watched.open(Folder.READ_WRITE);
      var added = new CountDownLatch(1);
      var changed = new CountDownLatch(1);
      watched.addMessageCountListener(
          new MessageCountAdapter() {
            @Override
            public void messagesAdded(MessageCountEvent event) {
              added.countDown();
            }
          });
      watched.addMessageChangedListener(event -> changed.countDown());
      var watcher = Thread.ofVirtual().start(() -> idleUntil(watched, changed));

      var sender = other.getFolder("INBOX");
      sender.open(Folder.READ_WRITE);
      sender.appendMessages(new Message[] {message(new Letters(7, "idle").next(0))});
      assertThat(added.await(20, TimeUnit.SECONDS)).as("told of the new message").isTrue();
      sender.getMessage(1).setFlag(Flags.Flag.FLAGGED, true);
      assertThat(changed.await(20, TimeUnit.SECONDS)).as("told of the flag").isTrue();
      // Events come on a thread of their own: the watcher may have begun to idle once more.
      watched.close(false);
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !watcher.isAlive());
    }
  }

  private static void idleUntil(IMAPFolder folder, CountDownLatch end) {
    try {
      while (end.getCount() > 0) {
        folder.idle(true);
      }
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private IMAPStore connect(Target.Person person) throws MessagingException {
    var store = (IMAPStore) session.getStore("imap");
    store.connect(person.user(), person.password());
    return store;
  }

  private static void prefetch(Folder folder, Message[] messages) throws MessagingException {
    var profile = new FetchProfile();
    profile.add(FetchProfile.Item.ENVELOPE);
    profile.add(FetchProfile.Item.CONTENT_INFO);
    profile.add(FetchProfile.Item.FLAGS);
    folder.fetch(messages, profile);
  }

  private MimeMessage message(byte[] bytes) throws MessagingException {
    return new MimeMessage(session, new ByteArrayInputStream(bytes)) {
      @Override
      public void writeTo(java.io.OutputStream out) throws IOException {
        out.write(bytes);
      }
    };
  }

  private static byte[] bytes(Message message) throws MessagingException, IOException {
    var out = new ByteArrayOutputStream();
    message.writeTo(out);
    return out.toByteArray();
  }

  private static List<String> names(Folder[] folders) {
    return Arrays.stream(folders).map(Folder::getFullName).toList();
  }
}
