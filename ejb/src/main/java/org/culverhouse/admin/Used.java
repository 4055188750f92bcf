package org.culverhouse.admin;

/** How much a user stores. */
public record Used(long storageBytes, long messages) {}
