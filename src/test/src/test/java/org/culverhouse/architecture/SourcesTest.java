package org.culverhouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SourcesTest {
  private static final Pattern CODE =
      Pattern.compile(".*\\.(java|xml|imap|sh|js|css|html|sql|properties|yaml|yml)|culver|run");
  private static final Set<String> NOT_OURS =
      Set.of("target", ".git", ".mvn", ".idea", "node_modules");

  /** Split, so that this file does not hold them. */
  private static final Pattern REMINDER = Pattern.compile("\\b(FIX" + "ME|TO" + "DO)\\b");

  private static final Pattern LINK = Pattern.compile("#\\d+|https?://\\S+/issues/\\d+");

  private static final Pattern UNWANTED_IMPORT =
      Pattern.compile("^import (static )?(org\\.mockito|lombok|net\\.jqwik|org\\.easymock)\\b.*");

  @Test
  void aReminderNeedsALinkToAnIssue() throws IOException {
    assertThat(lines(REMINDER).stream().filter(line -> !LINK.matcher(line).find())).isEmpty();
  }

  @Test
  void noMocksAndNoGeneratedCode() throws IOException {
    assertThat(lines(UNWANTED_IMPORT)).isEmpty();
  }

  @Test
  void aFileIsNoLongerThanFourHundredLines() throws IOException {
    var long400 = new ArrayList<String>();
    for (var file : sources()) {
      if (file.toString().endsWith(".java") && Files.readAllLines(file).size() > 400) {
        long400.add(Modules.root().relativize(file).toString());
      }
    }
    assertThat(long400).isEmpty();
  }

  /** {@code file:line: text} of each line in which the pattern is found. */
  private static List<String> lines(Pattern pattern) throws IOException {
    var found = new ArrayList<String>();
    for (var file : sources()) {
      var lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (pattern.matcher(lines.get(i)).find()) {
          found.add("%s:%d: %s".formatted(Modules.root().relativize(file), i + 1, lines.get(i)));
        }
      }
    }
    return found;
  }

  private static List<Path> sources() throws IOException {
    var files = new ArrayList<Path>();
    Files.walkFileTree(
        Modules.root(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (CODE.matcher(String.valueOf(file.getFileName())).matches()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(files).as("sources below " + Modules.root()).hasSizeGreaterThan(50);
    return files;
  }
}
