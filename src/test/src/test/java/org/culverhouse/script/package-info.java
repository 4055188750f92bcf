/**
 * The script runner: an IMAP conversation as a text file, with the answers matched as tokens.
 * docs/testing.md describes the language.
 */
@NullMarked
package org.culverhouse.script;

import org.jspecify.annotations.NullMarked;
