package org.culverhouse.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.culverhouse.admin.DomainInfo;
import org.culverhouse.admin.DomainUpdate;
import org.culverhouse.admin.NewDomain;

/** Domains as JSON. */
final class DomainJson {
  private DomainJson() {}

  static JsonObject of(DomainInfo domain) {
    return Json.createObjectBuilder()
        .add("name", domain.name())
        .add("description", domain.description())
        .add("users", domain.users())
        .add("created", domain.created().toString())
        .build();
  }

  static NewDomain toCreate(Body body) {
    var fields = new Fields(body.json());
    fields.readOnly("users", "created");
    var domain = new NewDomain(fields.requiredText("name"), fields.text("description").orElse(""));
    fields.end();
    return domain;
  }

  /** The domain as it shall be after a merge patch. */
  static DomainUpdate toChange(DomainInfo domain, Body patch) {
    var settings = Json.createObjectBuilder().add("description", domain.description()).build();
    var fields = new Fields(patch.mergedInto(settings));
    fields.readOnly("name", "users", "created");
    var update = new DomainUpdate(fields.text("description").orElse(""));
    fields.end();
    return update;
  }
}
