package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageIdsTest {
  private static StructureRecord record(String header) throws Exception {
    return StructureRecordTest.record(header + "\n\n");
  }

  @Test
  void quotesAndSpacesDoNotMakeAnotherIdentifier() {
    assertThat(MessageIds.of("<\"01KF8JCEOCBS0045PS\"@xxx.yyy.com>"))
        .isEqualTo(MessageIds.of("  < 01KF8JCEOCBS0045PS @ xxx.yyy.com > "));
    assertThat(MessageIds.of("<a@b>")).isNotEqualTo(MessageIds.of("<A@b>"));
  }

  @Test
  void whatIsNoneIsPassedOver() {
    assertThat(MessageIds.of("text <a> <@b> <a@> <a@b <c@d> (<e@f>) \"<g@h>\" <i@j>"))
        .isEqualTo(MessageIds.of("<c@d><i@j>"));
  }

  @Test
  void ofALongChainTheFirstAndTheLastAreKept() {
    var chain = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      chain.append("<").append(i).append("@x> ");
    }
    var ids = MessageIds.of(chain.toString());

    assertThat(ids).hasSize(64).startsWith(MessageIds.of("<0@x>").getFirst());
    assertThat(ids).endsWith(MessageIds.of("<99@x>").getFirst());
  }

  @Test
  void withoutReferencesTheFirstOfInReplyToCounts() throws Exception {
    var a = MessageIds.of("<a@x>").getFirst();

    assertThat(record("In-Reply-To: <a@x> <b@x>").references()).containsExactly(a);
    assertThat(record("In-Reply-To: <b@x>\nReferences: <a@x>").references()).containsExactly(a);
    assertThat(record("References: none\nIn-Reply-To: <a@x>").references()).containsExactly(a);
    assertThat(record("Subject: x").references()).isEmpty();
  }

  @Test
  void aMessageWithoutIdentifierHasTheNumberZero() throws Exception {
    assertThat(record("Subject: x").messageId()).isZero();
    assertThat(record("Message-ID: <a@x>").messageId())
        .isEqualTo(MessageIds.of("<a@x>").getFirst());
  }
}
