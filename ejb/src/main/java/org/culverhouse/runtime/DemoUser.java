package org.culverhouse.runtime;

/** Who there is with {@code --demo}. */
enum DemoUser {
  ADA("ada@example.org", "Ada Lovelace"),
  GRACE("grace@example.org", "Grace Hopper");

  static final String DOMAIN = "example.org";
  static final String PASSWORD = "demo-mail";

  private final String address;
  private final String displayName;

  DemoUser(String address, String displayName) {
    this.address = address;
    this.displayName = displayName;
  }

  String address() {
    return address;
  }

  String displayName() {
    return displayName;
  }
}
