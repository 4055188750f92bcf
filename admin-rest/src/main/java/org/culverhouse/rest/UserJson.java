package org.culverhouse.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.culverhouse.admin.Limits;
import org.culverhouse.admin.NewUser;
import org.culverhouse.admin.Quota;
import org.culverhouse.admin.UserInfo;
import org.culverhouse.admin.UserRole;
import org.culverhouse.admin.UserUpdate;

/** Users as JSON. */
final class UserJson {
  private static final String ENABLED = "enabled";
  private static final List<String> STATES = List.of(ENABLED, "disabled");

  /** In the order of {@link UserRole}. */
  private static final List<String> ROLES = List.of("user", "domain-admin", "superadmin");

  private static final String[] SHOWN_ONLY = {
    "domain", "hasPassword", "effectiveLimits", "used", "created"
  };

  private UserJson() {}

  static JsonObject of(UserInfo user) {
    var json =
        Json.createObjectBuilder().add("address", user.address()).add("domain", user.domain());
    settings(user).forEach(json::add);
    json.add("hasPassword", user.hasPassword())
        .add(
            "effectiveLimits",
            Json.createObjectBuilder().add("maxConnections", user.effectiveConnections()));
    user.used()
        .ifPresentOrElse(
            used ->
                json.add(
                    "used",
                    Json.createObjectBuilder()
                        .add("storageBytes", used.storageBytes())
                        .add("messages", used.messages())),
            () -> json.addNull("used"));
    return json.add("created", user.created().toString()).build();
  }

  /** What a PATCH can change; a limit that is not there is null. */
  private static JsonObject settings(UserInfo user) {
    var quota = Json.createObjectBuilder();
    add(quota, "storageBytes", user.quota().storageBytes());
    add(quota, "messages", user.quota().messages());
    var limits = Json.createObjectBuilder();
    add(limits, "maxConnections", user.limits().maxConnections());
    return Json.createObjectBuilder()
        .add("displayName", user.displayName())
        .add("state", STATES.get(user.enabled() ? 0 : 1))
        .add("role", ROLES.get(user.role().ordinal()))
        .add("quota", quota)
        .add("limits", limits)
        .build();
  }

  private static void add(JsonObjectBuilder json, String name, OptionalLong limit) {
    limit.ifPresentOrElse(value -> json.add(name, value), () -> json.addNull(name));
  }

  private static void add(JsonObjectBuilder json, String name, OptionalInt limit) {
    limit.ifPresentOrElse(value -> json.add(name, value), () -> json.addNull(name));
  }

  static NewUser toCreate(Body body) {
    var fields = new Fields(body.json());
    fields.readOnly(SHOWN_ONLY);
    var address = fields.requiredText("address");
    var password = fields.text("password").orElse("").getBytes(StandardCharsets.UTF_8);
    var update = update(fields);
    fields.end();
    return new NewUser(
        address,
        update.displayName(),
        update.enabled(),
        update.role(),
        password,
        update.quota(),
        update.limits());
  }

  /** The user as it shall be after a merge patch. */
  static UserUpdate toChange(UserInfo user, Body patch) {
    var fields = new Fields(patch.mergedInto(settings(user)));
    fields.readOnly("address", "password");
    fields.readOnly(SHOWN_ONLY);
    var update = update(fields);
    fields.end();
    return update;
  }

  private static UserUpdate update(Fields fields) {
    var name = fields.text("displayName").orElse("");
    boolean enabled = fields.word("state", STATES).equals(ENABLED);
    int role = Math.max(0, ROLES.indexOf(fields.word("role", ROLES)));
    var quota = fields.object("quota");
    var limits = fields.object("limits");
    return new UserUpdate(
        name,
        enabled,
        UserRole.values()[role],
        new Quota(quota.number("storageBytes"), quota.number("messages")),
        new Limits(limits.smallNumber("maxConnections")));
  }

  /** UTF-8; the caller wipes it. */
  static byte[] password(Body body) {
    var fields = new Fields(body.json());
    var password = fields.requiredText("password");
    fields.end();
    return password.getBytes(StandardCharsets.UTF_8);
  }
}
