#!/bin/sh
# Starts the server once and keeps what its JVM has loaded, which halves the time of each later start.
# Usage: archive-classes.sh DISTRIBUTION SCRATCH. A start that fails leaves the distribution as it is, only slower to start.
set -u
archive=$1/lib/culver.jsa
rm -rf "$2" "$archive"
if CULVER_JAVA_OPTS="-XX:ArchiveClassesAtExit=$archive" "$1/bin/culver" serve --data "$2" --bind 127.0.0.1 \
  --imap-port 0 --imaps-port 0 --http-port 0 --stop-when-ready >/dev/null && [ -s "$archive" ]; then
  rm -rf "$2"
else
  echo "The class-data archive could not be made: the server will start more slowly" >&2
  rm -f "$archive"
fi
