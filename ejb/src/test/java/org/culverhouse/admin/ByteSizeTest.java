package org.culverhouse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1024, 1024",
    "512 B, 512",
    "2 GB, 2000000000",
    "2GB, 2000000000",
    "2 gib, 2147483648",
    "1.5 KiB, 1536",
    "64 MB, 64000000",
    "8 TiB, 8796093022208"
  })
  void readsWhatPeopleWrite(String text, long octets) {
    assertThat(ByteSize.parse(text)).isEqualTo(octets);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GB", "-1", "2 G", "two", "1.5", "2  GB", "9999999999 TB", "1e9"})
  void refusesWhatIsNotASize(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(text);
  }
}
