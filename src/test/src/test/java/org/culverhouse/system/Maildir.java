package org.culverhouse.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder of messages, a file each, flags in the file's name. Lines end in LF on disk. */
record Maildir(Path folder) {
  private static final Pattern MESSAGE_ID = Pattern.compile("(?mi)^Message-ID: (\\S+)$");

  /** What mail programs write into a message while they copy it. */
  private static final Pattern ADDED = Pattern.compile("(?m)^X-TUID: .*\n");

  static Maildir create(Path folder) throws IOException {
    for (var part : List.of("cur", "new", "tmp")) {
      Files.createDirectories(folder.resolve(part));
    }
    return new Maildir(folder);
  }

  void add(int number, byte[] message, String flags) throws IOException {
    var text = new String(message, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    var name = "%d.M%dP1.localhost:2,%s".formatted(1_600_000_000 + number, number, flags);
    Files.writeString(folder.resolve("cur").resolve(name), text, StandardCharsets.ISO_8859_1);
  }

  /** Files in the order of their message ids. */
  List<Path> files() throws IOException {
    var byId = new TreeMap<String, Path>();
    try (var cur = Files.list(folder.resolve("cur"));
        var fresh = Files.list(folder.resolve("new"))) {
      for (var file : Stream.concat(cur, fresh).toList()) {
        byId.put(messageId(text(file)), file);
      }
    }
    return List.copyOf(byId.values());
  }

  /** Message id to flags and digest: two Maildirs with equal contents hold the same mail. */
  Map<String, String> contents() throws IOException {
    var contents = new TreeMap<String, String>();
    for (var file : files()) {
      var text = text(file);
      contents.put(messageId(text), flags(file) + " " + digest(text));
    }
    return contents;
  }

  void setFlags(Path file, String flags) throws IOException {
    var name = file.getFileName().toString().replaceAll(":2,.*", "");
    Files.move(file, folder.resolve("cur").resolve(name + ":2," + flags));
  }

  static String digestOf(byte[] message) {
    return digest(new String(message, StandardCharsets.ISO_8859_1).replace("\r\n", "\n"));
  }

  private static String digest(String text) {
    var without = ADDED.matcher(text).replaceAll("");
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(without.getBytes(StandardCharsets.ISO_8859_1)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String flags(Path file) {
    var name = file.getFileName().toString();
    int at = name.indexOf(":2,");
    var flags = at < 0 ? "" : name.substring(at + 3);
    return flags.chars().sorted().mapToObj(Character::toString).collect(Collectors.joining());
  }

  private static String messageId(String text) {
    var id = MESSAGE_ID.matcher(text);
    if (!id.find()) {
      throw new IllegalArgumentException("a message without an id");
    }
    return id.group(1);
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
