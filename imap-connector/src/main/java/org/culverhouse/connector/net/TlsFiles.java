package org.culverhouse.connector.net;

import java.nio.file.Path;

/**
 * Where the certificate stands.
 *
 * @param certificate the certificate and those between it and its root, as PEM
 * @param key its private key as PEM, PKCS#8, not encrypted
 */
public record TlsFiles(Path certificate, Path key, TlsProvider provider) {}
