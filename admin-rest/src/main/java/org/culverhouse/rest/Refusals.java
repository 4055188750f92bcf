package org.culverhouse.rest;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.culverhouse.admin.AdminException;

/** Makes a problem of whatever goes wrong. */
@Provider
public class Refusals implements ExceptionMapper<Throwable> {
  private static final System.Logger LOG = System.getLogger(Refusals.class.getName());
  private static final int BUSY_SECONDS = 5;

  @Override
  public Response toResponse(Throwable thrown) {
    return switch (thrown) {
      case Refusal refusal -> answer(refusal);
      case AdminException refusal -> answer(refusal(refusal));
      case WebApplicationException refusal -> answer(refusal);
      default -> unexpected(thrown);
    };
  }

  private static Response answer(Refusal refusal) {
    return Answers.problem(refusal.problem(), refusal.headers());
  }

  static Refusal refusal(AdminException e) {
    return switch (e.kind()) {
      case NOT_FOUND -> Refusal.notFound(text(e));
      case CONFLICT -> Refusal.conflict(text(e));
      case STALE -> Refusal.stale(text(e));
      case INVALID -> Refusal.invalid(e.violations().stream().map(FieldError::of).toList());
      case UNAVAILABLE -> {
        LOG.log(Level.WARNING, text(e), e);
        yield Refusal.unavailable(text(e), BUSY_SECONDS);
      }
    };
  }

  private static String text(AdminException e) {
    return String.valueOf(e.getMessage());
  }

  /** What JAX-RS itself refuses: paths, methods, media types. */
  private static Response answer(WebApplicationException refused) {
    var response = refused.getResponse();
    int status = response.getStatus();
    if (status < 400) {
      return response;
    }
    if (status >= 500) {
      return unexpected(refused);
    }
    var allow = response.getHeaderString(HttpHeaders.ALLOW);
    var title = response.getStatusInfo().getReasonPhrase();
    return Answers.problem(
        new Problem(status, title, detail(status)),
        allow == null ? Map.of() : Map.of(HttpHeaders.ALLOW, allow));
  }

  private static String detail(int status) {
    return switch (status) {
      case 404 -> "There is nothing at this path";
      case 405 -> "The method cannot be used at this path; Allow says which can";
      case 406 -> "There is application/json only";
      case 415 -> "A body is application/json, that of a PATCH " + BodyReader.MERGE_PATCH;
      default -> "The request cannot be understood";
    };
  }

  private static Response unexpected(Throwable thrown) {
    var id = UUID.randomUUID();
    LOG.log(Level.ERROR, "A request failed, " + id, thrown);
    return Answers.problem(
        new Problem(
            500,
            "Internal Server Error",
            "The server failed; its log says more under this instance",
            "urn:uuid:" + id,
            List.of()),
        Map.of());
  }
}
