package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SortKeyTest {
  private static String key(String header, SortKey key) throws Exception {
    var octets = StructureRecordTest.record(header + "\n\n").sortKey(key).orElseThrow();
    return StandardCharsets.UTF_8.decode(octets).toString();
  }

  @Test
  void theSubjectIsTheBaseSubjectFolded() throws Exception {
    assertThat(key("Subject: Re: [x] =?utf-8?q?Gr=C3=BC=C3=9Fe?=", SortKey.SUBJECT))
        .isEqualTo(CaseMap.fold("Gr\u00fc\u00dfe"));
    assertThat(key("From: a@b", SortKey.SUBJECT)).isEmpty();
  }

  @Test
  void ofAddressesTheMailboxOfTheFirstCounts() throws Exception {
    String header = "From: B <beta@x>, a@y\nTo: team: gamma@x;\nCc: \"d e\"@x";

    assertThat(key(header, SortKey.FROM)).isEqualTo("BETA");
    assertThat(key(header, SortKey.TO)).isEqualTo("TEAM");
    assertThat(key(header, SortKey.CC)).isEqualTo("D E");
    assertThat(key("Subject: x", SortKey.CC)).isEmpty();
  }
}
