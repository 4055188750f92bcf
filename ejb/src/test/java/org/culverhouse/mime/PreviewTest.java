package org.culverhouse.mime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PreviewTest {
  private static String of(String message) throws Exception {
    return StructureRecordTest.record(message).preview();
  }

  @Test
  void whiteSpaceBecomesOneSpace() throws Exception {
    assertThat(of("Subject: x\n\n\n  one\n\n\ttwo  \n")).isEqualTo("one two");
  }

  @Test
  void itEndsAfterTwoHundredCharacters() throws Exception {
    assertThat(of("\n" + "x".repeat(500))).isEqualTo("x".repeat(200));
    var faces = of("Content-Transfer-Encoding: base64\n\n" + "8J+YgPCfmIDwn5iA\n".repeat(100));
    assertThat(faces.codePointCount(0, faces.length())).isEqualTo(200);
    assertThat(faces).isEqualTo("\ud83d\ude00".repeat(200));
  }

  @Test
  void itIsThatOfTheFirstText() throws Exception {
    assertThat(
            of(
                "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: image/png\n\n"
                    + "no\n--b\nContent-Type: text/plain; charset=iso-8859-1\n"
                    + "Content-Transfer-Encoding: quoted-printable\n\ngr=FC=DFe\n--b\n\nsecond\n"
                    + "--b--\n"))
        .isEqualTo("gr\u00fc\u00dfe");
  }

  @Test
  void tagsScriptsAndStylesAreNoText() throws Exception {
    assertThat(
            of(
                "Content-Type: text/html\n\n<html><head><title>t</title><style>p > a {x}</style>"
                    + "<script>if (a<b) {}</script></head><body>Dear <b>re</b>ader,<br>one &amp;"
                    + " two&nbsp;&#8364;&#x41; &unknown; &lt;p&gt; a & b</body></html>"))
        .isEqualTo("Dear reader, one & two \u20acA &unknown; <p> a & b");
  }

  @Test
  void withoutTextThereIsNone() throws Exception {
    assertThat(of("Content-Type: image/png\n\nxyz")).isEmpty();
    assertThat(of("")).isEmpty();
  }
}
