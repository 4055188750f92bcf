import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Makes a Markdown table of medians from figures, one JSON object a line: this server first, then
 * the others, and how it compares to the best of those in each row.
 */
final class BenchTable {
  private static final String OURS = "culver";
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
    var others = new TreeSet<String>();
    rows.values().forEach(row -> others.addAll(row.values.keySet()));
    others.remove(OURS);
    System.out.println(
        "| test | unit | culver | " + String.join(" | ", others) + " | times the best |");
    System.out.println("|---|---|---:|" + "---:|".repeat(others.size()) + "---:|");
    rows.forEach((test, row) -> print(test, row, others));
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

  private static void print(String test, Row row, Set<String> others) {
    var name = row.remark.isEmpty() ? test : test + " (" + row.remark + ")";
    var culver = median(row.values.getOrDefault(OURS, List.of()));
    var cells = new StringJoiner(" | ", "| ", " |");
    cells.add(name).add(row.unit).add(number(culver));
    double best = Double.NaN;
    for (var other : others) {
      var value = median(row.values.getOrDefault(other, List.of()));
      cells.add(number(value));
      best = Double.isNaN(best) || ratio(value, best, row.unit) > 1 ? value : best;
    }
    System.out.println(cells.add(shown(ratio(culver, best, row.unit))));
  }

  /** Above 1 the first is better, whether the figure is a rate or something that costs. */
  private static double ratio(double first, double second, String unit) {
    return first == 0 || second == 0
        ? Double.NaN
        : unit.endsWith("/s") ? first / second : second / first;
  }

  private static String shown(double ratio) {
    if (Double.isNaN(ratio)) {
      return "";
    }
    var text = String.format(Locale.ROOT, "%.2f", ratio);
    return ratio < 1 ? "**" + text + "**" : text;
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
