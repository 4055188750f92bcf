package org.culverhouse.admin;

/** Who calls the API, as their token says. */
public record Caller(String tokenId, String name) {}
