package org.culverhouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console as a browser fetches it. */
@ExtendWith(SharedServer.class)
class ConsoleIT {
  private static final Pattern REFERENCE =
      Pattern.compile("(?:src|href)=\"([^\"#]+)\"|from '([^']+)'");
  private static final Pattern INLINE =
      Pattern.compile("<style|\\son[a-z]+=|\\sstyle=|<script(?![^>]*\\ssrc=)");

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void theBareAddressLeadsToTheConsole(SharedServer.Running running) throws Exception {
    var reply = get(uri(running, "/"));

    assertThat(reply.statusCode()).isEqualTo(302);
    assertThat(reply.uri().resolve(reply.headers().firstValue("Location").orElseThrow()))
        .isEqualTo(uri(running, "/console/"));
  }

  @Test
  void everythingThatThePageNeedsIsThere(SharedServer.Running running) throws Exception {
    var seen = new LinkedHashSet<URI>(Set.of(uri(running, "/console/")));
    var waiting = new ArrayDeque<>(seen);
    while (!waiting.isEmpty()) {
      var uri = waiting.remove();
      var reply = get(uri);
      assertThat(reply.statusCode()).as(uri.toString()).isEqualTo(200);
      assertThat(reply.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
          .doesNotContain("unsafe", "*");
      assertThat(reply.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(reply.headers().firstValue("Content-Type").orElse(""))
          .startsWith(type(uri.getPath()));
      var reference = REFERENCE.matcher(reply.body());
      while (reference.find()) {
        var found = reference.group(1) == null ? reference.group(2) : reference.group(1);
        if (seen.add(uri.resolve(found))) {
          waiting.add(uri.resolve(found));
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(8);
  }

  private static String type(String path) {
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "js" -> "text/javascript";
      case "css" -> "text/css";
      case "svg" -> "image/svg+xml";
      default -> "text/html";
    };
  }

  @Test
  void thePageHoldsNothingThatItsPolicyForbids(SharedServer.Running running) throws Exception {
    var page = get(uri(running, "/console/")).body();

    assertThat(page).contains("<title>Culverhouse</title>");
    assertThat(INLINE.matcher(page).results()).isEmpty();
  }

  private HttpResponse<String> get(URI uri) throws Exception {
    var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(SharedServer.Running running, String path) {
    var http = running.server().http();
    return URI.create("http://%s:%d%s".formatted(http.getHostString(), http.getPort(), path));
  }
}
