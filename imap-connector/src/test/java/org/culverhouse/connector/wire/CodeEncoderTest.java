package org.culverhouse.connector.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.culverhouse.api.response.Response.Untagged;
import org.culverhouse.api.response.ResponseCode;
import org.junit.jupiter.api.Test;

/** Response codes with parameters that may be missing or odd. */
class CodeEncoderTest {
  private static String code(ResponseCode code) {
    return Encoded.of(Untagged.ok(code, "text"));
  }

  @Test
  void howFarACommandHasCome() {
    assertThat(code(new ResponseCode.InProgress(Optional.of("a1"), 454, OptionalLong.of(1000))))
        .isEqualTo("* OK [INPROGRESS (\"a1\" 454 1000)] text\r\n");
    assertThat(code(new ResponseCode.InProgress(Optional.empty(), 0, OptionalLong.empty())))
        .isEqualTo("* OK [INPROGRESS (NIL 0 NIL)] text\r\n");
  }

  @Test
  void howManyMessagesACommandDealsWith() {
    assertThat(code(new ResponseCode.MessageLimit(1000, OptionalLong.of(23221))))
        .isEqualTo("* OK [MESSAGELIMIT 1000 23221] text\r\n");
    assertThat(code(new ResponseCode.MessageLimit(1000, OptionalLong.empty())))
        .isEqualTo("* OK [MESSAGELIMIT 1000] text\r\n");
  }

  /** RFC 5465 section 8. */
  @Test
  void eventsThatCanBeAskedFor() {
    assertThat(code(new ResponseCode.BadEvent(List.of("MessageNew", "MailboxName"))))
        .isEqualTo("* OK [BADEVENT (MessageNew MailboxName)] text\r\n");
    assertThat(code(ResponseCode.Plain.NOTIFICATIONOVERFLOW))
        .isEqualTo("* OK [NOTIFICATIONOVERFLOW] text\r\n");
  }

  /** What would end the code, or the line, is encoded as in a URL. */
  @Test
  void aUrlThatLeadsNowhere() {
    assertThat(code(new ResponseCode.BadUrl("/a]b c\r\n\u00E9")))
        .isEqualTo("* OK [BADURL /a%5Db%20c%0D%0A%C3%A9] text\r\n");
  }
}
