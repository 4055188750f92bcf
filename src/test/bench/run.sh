#!/bin/bash
# Measures this server beside a private Dovecot and prints a table with ratios; docs/benchmarks.md explains it.
#
#   src/test/bench/run.sh LOAD_GENERATOR.java DOVECOT_SCRIPT [key=value ...]
#
# LOAD_GENERATOR.java prints one JSON figure a line; DOVECOT_SCRIPT knows "start DIR PORT sdbox" and "stop DIR".
# Further arguments go to the load generator. In the environment:
#   RUNS=3            how often each server is measured, in turns
#   SERVERS="culver dovecot"
#   OUT=DIR           where figures and logs go; a new folder below src/test/target without it
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
generator=$(realpath "${1:?the load generator, a Java file}")
dovecot=$(realpath "${2:?the script that starts Dovecot}")
shift 2
runs=${RUNS:-3}
servers=${SERVERS:-culver dovecot}
out=${OUT:-$root/src/test/target/bench-$(date +%Y%m%d-%H%M%S)}
mkdir -p "$out"
out=$(realpath "$out")
culver=$root/server/target/culverhouse/bin/culver
culver_pid=
dovecot_pid=
# Dovecot leaves root's privileges: its folder must be reachable for others.
dovecot_data=$(mktemp -d "${TMPDIR:-/tmp}/bench-dovecot-XXXXXX")
chmod 755 "$dovecot_data"

stop_all() {
  [[ -z $culver_pid ]] || kill "$culver_pid" 2>/dev/null || true
  [[ -z $dovecot_pid ]] || "$dovecot" stop "$dovecot_data" || true
  [[ -z $culver_pid ]] || wait "$culver_pid" 2>/dev/null || true
  rm -rf "$dovecot_data"
}
trap stop_all EXIT

free_port() {
  local port
  for port in $(shuf -i 20000-30000 -n 50); do
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      return
    fi
  done
  echo "no free port between 20000 and 30000" >&2
  exit 69
}

start_culver() {
  "$culver" serve --data "$out/culver-data" --bind 127.0.0.1 --imap-port 0 --imaps-port 0 --http-port 0 \
    --set imap.login.plaintext=loopback --set imap.literal=plus --set limits.user.connections=1000 \
    --set limits.trusted-networks=127.0.0.0/8 >"$out/culver.out" 2>"$out/culver.err" &
  culver_pid=$!
  local waited
  for waited in $(seq 1 120); do
    grep -q '^ready ' "$out/culver.out" && break
    kill -0 "$culver_pid" 2>/dev/null || { cat "$out/culver.err" >&2; exit 69; }
    sleep 0.5
  done
  culver_port=$(sed -n 's/^ready imap=[^ ]*:\([0-9]*\) .*/\1/p' "$out/culver.out")
  local name
  for name in bench $(seq -f bench%g 1 20); do
    printf bench-pass | "$culver" user add "$name@example.org" --password-stdin --create-domain --data "$out/culver-data" >/dev/null
  done
}

start_dovecot() {
  dovecot_port=$(free_port)
  dovecot_pid=$("$dovecot" start "$dovecot_data" "$dovecot_port" sdbox)
}

measure() { # SERVER RUN PORT PID PASSWORD OPTIONS...
  local server=$1 run=$2 port=$3 pid=$4 password=$5
  shift 5
  echo "run $run: $server" >&2
  java -cp "$out/classes" ImapBench host=127.0.0.1 "port=$port" user=bench "pass=$password" suffix=@example.org \
    "peer=$server" "run=$run" "rootpid=$pid" "$@" | tee -a "$out/figures.jsonl" >"$out/$server-$run.jsonl"
}

javac -d "$out/classes" "$generator"
[[ " $servers " != *" culver "* ]] || start_culver
[[ " $servers " != *" dovecot "* ]] || start_dovecot
for run in $(seq 1 "$runs"); do
  for server in $servers; do
    case $server in
      culver) measure culver "$run" "$culver_port" "$culver_pid" bench-pass "$@" ;;
      dovecot) measure dovecot "$run" "$dovecot_port" "$dovecot_pid" pass "$@" ;;
      *) echo "unknown server $server" >&2; exit 64 ;;
    esac
  done
done
java "$here/BenchTable.java" "$out/figures.jsonl" | tee "$out/table.md"
echo "figures and logs: $out" >&2
