package org.culverhouse.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.culverhouse.admin.Tokens;

/**
 * The file {@code admin-token}, from which whoever may read the data folder gets the right to
 * administer.
 */
final class TokenFile {
  private static final System.Logger LOG = System.getLogger(TokenFile.class.getName());
  private static final String NAME = "admin-token";
  private static final int LONGEST = 200;

  private final Path file;

  TokenFile(Path dataFolder) {
    file = dataFolder.resolve(NAME);
  }

  /** Makes a token unless the file holds one that is valid still. */
  void keep(Tokens tokens) {
    try {
      if (tokens.verify(read()).isEmpty()) {
        write(tokens.renew("the file " + NAME));
        LOG.log(Level.INFO, "A new token for administrators is in " + file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be kept", e);
    }
  }

  private String read() throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1).strip();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** Never readable by others, never half there. */
  private void write(String token) throws IOException {
    var temporary = file.resolveSibling(NAME + ".new");
    Files.deleteIfExists(temporary);
    try (var channel =
        FileChannel.open(
            temporary,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            ownersOnly())) {
      channel.write(ByteBuffer.wrap((token + "\n").getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Folders.sync(file.resolveSibling("."));
  }

  private static FileAttribute<?>[] ownersOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
