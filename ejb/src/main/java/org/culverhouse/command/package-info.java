/**
 * What each command means: one small handler a command or family, chosen by {@link
 * CommandHandlers}. Handlers ask the mail store and answer with typed responses; they never see a
 * byte of protocol.
 */
@NullMarked
package org.culverhouse.command;

import org.jspecify.annotations.NullMarked;
