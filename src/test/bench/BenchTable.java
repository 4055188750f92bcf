import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes a Markdown table of medians and ratios from figures, one JSON object a line. */
final class BenchTable {
  private static final Pattern FIGURE =
      Pattern.compile(
          "\\{\"peer\":\"(\\w+)\",\"run\":\\d+,\"test\":\"([^\"]+)\",\"value\":([^,]+),\"unit\":\"([^\"]*)\"(.*)}");

  /** The figures of a test: server to values. */
  private static final class Row {
    final Map<String, List<Double>> values = new LinkedHashMap<>();
    String unit = "";
    String remark = "";
  }

  public static void main(String[] args) throws IOException {
    var rows = new LinkedHashMap<String, Row>();
    for (var line : Files.readAllLines(Path.of(args[0]))) {
      var figure = FIGURE.matcher(line);
      if (figure.matches()) {
        add(
            rows.computeIfAbsent(figure.group(2), test -> new Row()),
            figure.group(1),
            figure.group(3),
            figure.group(4),
            figure.group(5));
      }
    }
    System.out.println("| test | unit | culver | dovecot | times as good |");
    System.out.println("|---|---|---:|---:|---:|");
    rows.forEach(BenchTable::print);
  }

  private static void add(Row row, String server, String value, String unit, String rest) {
    if (value.equals("null")) {
      row.remark = rest.replaceAll(".*\"(?:error|check)\":\"([^\"]*)\".*", "$1");
      return;
    }
    row.unit = unit;
    row.values.computeIfAbsent(server, name -> new ArrayList<>()).add(Double.parseDouble(value));
    var wrong = Pattern.compile("\"check\":\"(?!ok\")([^\"]*)\"").matcher(rest);
    if (wrong.find()) {
      row.remark = server + ": " + wrong.group(1);
    }
  }

  private static void print(String test, Row row) {
    var culver = median(row.values.getOrDefault("culver", List.of()));
    var dovecot = median(row.values.getOrDefault("dovecot", List.of()));
    var name = row.remark.isEmpty() ? test : test + " (" + row.remark + ")";
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s |%n",
        name,
        row.unit,
        number(culver),
        number(dovecot),
        ratio(culver, dovecot, row.unit));
  }

  /** Above 1 this server is better, whether the figure is a rate or a time. */
  private static String ratio(double culver, double dovecot, String unit) {
    if (Double.isNaN(culver) || Double.isNaN(dovecot) || culver == 0 || dovecot == 0) {
      return "";
    }
    double ratio = unit.endsWith("/s") ? culver / dovecot : dovecot / culver;
    var text = String.format(Locale.ROOT, "%.2f", ratio);
    return ratio < 0.5 ? "**" + text + "**" : text;
  }

  private static double median(List<Double> values) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    var sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 1 ? "%.1f" : "%.4f", value);
  }
}
