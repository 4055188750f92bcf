package org.culverhouse.connector.wire.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.culverhouse.api.command.Numbering;
import org.culverhouse.api.command.Store;
import org.culverhouse.api.command.Store.Echo;
import org.culverhouse.api.command.Store.Mode;
import org.culverhouse.api.model.FlagSet;
import org.culverhouse.api.model.Keyword;
import org.culverhouse.api.model.SequenceSet;
import org.culverhouse.api.model.SystemFlag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreParserTest {
  private static Store store(Numbering numbering, Mode mode, Echo echo, FlagSet flags) {
    return new Store("a", numbering, SequenceSet.of(1), mode, echo, flags);
  }

  @Test
  void flagsStandWithAndWithoutParentheses() {
    var flags = FlagSet.of(SystemFlag.SEEN, SystemFlag.DELETED, new Keyword("$Junk"));
    assertThat(Parsing.selected("STORE 1 FLAGS (\\Seen \\deleted $Junk)"))
        .isEqualTo(store(Numbering.SEQUENCE, Mode.REPLACE, Echo.TELL, flags));
    assertThat(Parsing.selected("UID STORE 1 +FLAGS.SILENT \\Seen \\Deleted $Junk"))
        .isEqualTo(store(Numbering.UID, Mode.ADD, Echo.SILENT, flags));
    assertThat(Parsing.selected("store 1 -flags (\\Draft)"))
        .isEqualTo(store(Numbering.SEQUENCE, Mode.REMOVE, Echo.TELL, FlagSet.of(SystemFlag.DRAFT)));
    assertThat(Parsing.selected("STORE 1 FLAGS ()"))
        .isEqualTo(store(Numbering.SEQUENCE, Mode.REPLACE, Echo.TELL, FlagSet.NONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STORE 1 FLAGS (\\Bogus) | BAD Unknown system flag \"\\\\Bogus\" at column 16",
        "STORE 1 FLAGS (\\Recent) | BAD Unknown system flag \"\\\\Recent\" at column 16",
        "STORE 1 FLAGS (\\*) | BAD Expected a flag, found \"*\" at column 17",
        "STORE 1 FLAGS | BAD Expected a space, found the end of the line at column 14",
        "STORE 1 FLAGS (a | BAD Expected \")\", found the end of the line at column 17",
        "STORE 1 FLAGS a) | BAD Expected the end of the command, found \")\" at column 16",
        "STORE 1 FLUGS a | BAD Unknown item of STORE \"FLUGS\" at column 9",
        "STORE 1 *FLAGS a | BAD Expected FLAGS, found \"*FLAGS\" at column 9",
        "STORE FLAGS a | BAD Expected a message number, found \"FLAGS\" at column 7",
      })
  void brokenStoresAreNamed(String command, String answer) {
    assertThat(Parsing.refusal(command)).isEqualTo(answer);
  }

  /** C-46. */
  @Test
  void keywordsHaveBounds() {
    assertThat(Parsing.selected("STORE 1 FLAGS " + "k".repeat(50))).isInstanceOf(Store.class);
    assertThat(Parsing.refusal("STORE 1 FLAGS " + "k".repeat(51)))
        .startsWith("NO [CANNOT] A keyword may have 50 octets, not 51: \"kkk");
    assertThat(Parsing.refusal("STORE 1 +FLAGS (" + "k ".repeat(5000) + "k)"))
        .isEqualTo("NO [LIMIT] More than 2000 elements in a list at column 4018");
    assertThat(Parsing.refusal("STORE 1 +FLAGS " + "k ".repeat(5000) + "k"))
        .startsWith("NO [LIMIT] More than 2000 elements");
  }
}
