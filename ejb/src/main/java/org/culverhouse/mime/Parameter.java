package org.culverhouse.mime;

/** A parameter of Content-Type or Content-Disposition. */
record Parameter(String name, String value) {}
