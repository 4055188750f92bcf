package org.culverhouse.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/rfc-coverage.md} names classes and scripts that are there, and every script. */
class RfcCoverageTest {
  private static final Path ROOT = Path.of("../..");
  private static final Path SCRIPTS = Path.of("src/test/resources/scripts");
  private static final List<String> MODULES = List.of("imap-api", "imap-connector", "ejb");

  /** One row of the table. */
  private record Row(String rfc, String section, String what, String type, String script) {}

  @Test
  void eachClassIsThere() throws IOException {
    assertThat(rows())
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(MODULES.stream().map(module -> source(module, row.type())))
                    .as(row.toString())
                    .anyMatch(Files::exists));
  }

  @Test
  void eachScriptHasARow() throws IOException {
    var scripts = new TreeSet<String>();
    try (var files = Files.walk(SCRIPTS)) {
      files
          .filter(file -> file.toString().endsWith(".imap"))
          .forEach(file -> scripts.add(SCRIPTS.relativize(file).toString()));
    }

    assertThat(rows()).extracting(Row::script).containsExactlyInAnyOrderElementsOf(scripts);
  }

  @Test
  void eachRowSaysWhatAndWhere() throws IOException {
    assertThat(rows())
        .allSatisfy(
            row -> {
              assertThat(row.rfc()).matches("\\d{4}");
              assertThat(row.section()).matches("(appendix [A-Z]|\\d[\\d., and]*)?");
              assertThat(row.what()).isNotBlank();
            });
  }

  /** What differs on another server is explained in {@code docs/differences.md}. */
  @Test
  void eachDifferenceIsExplained() throws IOException {
    var page = Files.readString(ROOT.resolve("docs/differences.md"));
    var different = new TreeSet<String>();
    for (var row : rows()) {
      if (Files.readString(SCRIPTS.resolve(row.script())).contains("\nnot-on: ")) {
        different.add(row.script().replace(".imap", ""));
      }
    }

    assertThat(different)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
  }

  private static Path source(String module, String type) {
    return ROOT.resolve(module)
        .resolve("src/main/java/org/culverhouse")
        .resolve(type.replace('.', '/') + ".java");
  }

  private static List<Row> rows() throws IOException {
    try (Stream<String> lines = Files.lines(ROOT.resolve("docs/rfc-coverage.md"))) {
      return lines
          .filter(line -> line.startsWith("| ") && !line.startsWith("| RFC"))
          .map(line -> line.split(" \\| |^\\| | \\|$", -1))
          .map(
              cells ->
                  new Row(
                      cells[1],
                      cells[2].strip(),
                      cells[3],
                      cells[4].replace("`", ""),
                      cells[5].replace("`", "")))
          .toList();
    }
  }
}
