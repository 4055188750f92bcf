package org.culverhouse.connector.wire.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.culverhouse.api.command.StatusItem.*;

import java.util.List;
import org.culverhouse.api.command.Status;
import org.culverhouse.api.model.MailboxName;
import org.junit.jupiter.api.Test;

class StatusParserTest {
  @Test
  void itemsStandOnceInTheirOrder() {
    assertThat(
            Parsing.authenticated(
                "STATUS INBOX (messages UIDNEXT RECENT UNSEEN UIDVALIDITY SIZE DELETED"
                    + " HIGHESTMODSEQ MAILBOXID MESSAGES)"))
        .isEqualTo(
            new Status(
                "a",
                MailboxName.INBOX,
                List.of(
                    MESSAGES,
                    UIDNEXT,
                    RECENT,
                    UNSEEN,
                    UIDVALIDITY,
                    SIZE,
                    DELETED,
                    HIGHESTMODSEQ,
                    MAILBOXID)));
  }

  @Test
  void brokenItemsAreNamed() {
    assertThat(Parsing.refusal("STATUS INBOX (MESSAGES FOO)"))
        .isEqualTo("BAD Unknown status item \"FOO\" at column 24");
    assertThat(Parsing.refusal("STATUS INBOX ()"))
        .isEqualTo("BAD Expected a status item, found \")\" at column 15");
    assertThat(Parsing.refusal("STATUS INBOX MESSAGES"))
        .isEqualTo("BAD Expected \"(\", found \"MESSAGES\" at column 14");
    assertThat(Parsing.refusal("STATUS INBOX (MESSAGES"))
        .isEqualTo("BAD Expected \")\", found the end of the line at column 23");
  }
}
