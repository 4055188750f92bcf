package org.culverhouse.system;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Makes messages as people send them: short and long, several parts, attachments, names and
 * subjects in many scripts. The same seed makes the same messages.
 */
final class Letters {
  private static final List<String> WORDS =
      List.of(
          ("the ferry leaves at noon and the harbour is quiet we met near the old bridge to talk"
                  + " about bread tools ledgers apples winter light paper roofs and the long road")
              .split(" "));
  private static final List<String> NAMES =
      List.of("Ada Lind", "Jörg Weiß", "李小龙", "Ольга Ким", "Zoë \"Zo\" Ames", "plain", "שרה לוי");
  private static final List<String> SUBJECTS =
      List.of("Ferry times", "Re: ledgers", "Übersicht für März", "会议", "", "Fwd: Re: Отчёт ☕");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);

  private final Random random;
  private final String label;

  Letters(long seed, String label) {
    this.random = new Random(seed);
    this.label = label;
  }

  /** The next message, with CRLF at each line end. */
  byte[] next(int number) {
    var message = new StringBuilder();
    header(message, number);
    switch (number % 6) {
      case 0, 1 -> plain(message, "us-ascii", "7bit", text(size()));
      case 2 -> plain(message, "utf-8", "8bit", "Grüße, 你好, привет. " + text(size()));
      case 3 -> plain(message, "utf-8", "base64", base64(size()));
      case 4 -> alternative(message, "=_" + number);
      default -> attachments(message, "=_" + number);
    }
    return message.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void header(StringBuilder message, int number) {
    var sent =
        LocalDateTime.of(2021, 1, 1, 0, 0)
            .plusMinutes(random.nextInt(2_000_000))
            .atOffset(ZoneOffset.ofHours(random.nextInt(12) - 6));
    line(message, "Received: from a%d.example.net by mx.example.org".formatted(number % 9));
    line(message, "\tfor <someone@example.org>; " + DATE.format(sent));
    line(message, "Date: " + DATE.format(sent));
    line(message, "From: " + address(number));
    line(message, "To: " + address(number + 1) + ",\r\n " + address(number + 2));
    line(message, "Subject: " + encoded(SUBJECTS.get(number % SUBJECTS.size())));
    line(message, "Message-ID: <%s.%d@example.com>".formatted(label, number));
    line(message, "MIME-Version: 1.0");
  }

  private static String address(int number) {
    return encoded(NAMES.get(number % NAMES.size())) + " <p%d@example.com>".formatted(number % 40);
  }

  private static String encoded(String text) {
    if (text.chars().allMatch(c -> c < 0x80 && c != '"')) {
      return text;
    }
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return "=?utf-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
  }

  private static void plain(StringBuilder message, String charset, String encoding, String text) {
    line(message, "Content-Type: text/plain; charset=" + charset);
    line(message, "Content-Transfer-Encoding: " + encoding);
    line(message, "");
    line(message, text);
  }

  private void alternative(StringBuilder message, String boundary) {
    line(message, "Content-Type: multipart/alternative;\r\n\tboundary=\"" + boundary + "\"");
    line(message, "\r\nThis is a message with parts.");
    line(message, "--" + boundary);
    plain(message, "us-ascii", "7bit", text(size() / 3));
    line(message, "--" + boundary);
    line(message, "Content-Type: text/html; charset=utf-8");
    line(message, "\r\n<p>" + text(size() / 2) + "</p>");
    line(message, "--" + boundary + "--");
  }

  private void attachments(StringBuilder message, String boundary) {
    line(message, "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n");
    line(message, "--" + boundary);
    plain(message, "us-ascii", "7bit", text(400));
    for (int i = random.nextInt(3); i >= 0; i--) {
      line(message, "--" + boundary);
      line(message, "Content-Type: application/octet-stream; name*=utf-8''%C3%BC.bin");
      line(message, "Content-Transfer-Encoding: base64");
      line(message, "Content-Disposition: attachment;\r\n\tfilename=\"f" + i + ".bin\"\r\n");
      line(message, base64(size()));
    }
    line(message, "--" + boundary + "--");
  }

  /** Most are short; one in a hundred goes to half a megabyte. */
  private int size() {
    int dice = random.nextInt(100);
    if (dice == 0) {
      return 100_000 + random.nextInt(400_000);
    }
    return dice < 85 ? 300 + random.nextInt(5_000) : 5_000 + random.nextInt(40_000);
  }

  private String text(int length) {
    var text = new StringBuilder();
    int column = 0;
    while (text.length() < length) {
      var word = WORDS.get(random.nextInt(WORDS.size()));
      text.append(word);
      column += word.length() + 1;
      text.append(column > 68 ? "\r\n" : " ");
      column = column > 68 ? 0 : column;
    }
    return text.toString().stripTrailing();
  }

  private String base64(int length) {
    var bytes = new byte[length * 3 / 4];
    random.nextBytes(bytes);
    return Base64.getMimeEncoder(76, new byte[] {'\r', '\n'}).encodeToString(bytes);
  }

  private static void line(StringBuilder message, String text) {
    message.append(text).append("\r\n");
  }
}
