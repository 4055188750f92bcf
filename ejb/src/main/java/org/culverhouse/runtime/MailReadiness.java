package org.culverhouse.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says at {@code /health/ready} whether clients are served. */
@Readiness
@ApplicationScoped
class MailReadiness implements HealthCheck {
  @Inject private Started started;

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("imap").status(started.ready()).build();
  }
}
