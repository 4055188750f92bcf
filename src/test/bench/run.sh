#!/bin/bash
# Measures this server beside private Dovecots, one a mail format, and prints a table with ratios; docs/benchmarks.md explains it.
#
#   src/test/bench/run.sh LOAD_GENERATOR.java DOVECOT_SCRIPT [key=value ...]
#
# LOAD_GENERATOR.java prints one JSON figure a line; DOVECOT_SCRIPT knows "start DIR PORT FORMAT" and "stop DIR".
# Further arguments go to the load generator, and to AppendBench.java, which adds APPEND from more clients. TurnsBench.java comes last:
# what is over in milliseconds, and commands at the same rate. In the environment:
#   RUNS=3            how often each server is measured, in turns
#   WARMUP=2          rounds before that, of which nothing is counted
#   SERVERS="culver sdbox mdbox maildir"    which ones; also the order
#   OUT=DIR           where figures and logs go; a new folder below src/test/target without it
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
generator=$(realpath "${1:?the load generator, a Java file}")
dovecot=$(realpath "${2:?the script that starts Dovecot}")
shift 2
runs=${RUNS:-3}
warmup=${WARMUP:-2}
servers=${SERVERS:-culver sdbox mdbox maildir}
out=${OUT:-$root/src/test/target/bench-$(date +%Y%m%d-%H%M%S)}
mkdir -p "$out"
out=$(realpath "$out")
culver=$root/server/target/culverhouse/bin/culver
culver_pid=
declare -A dovecot_pid dovecot_port
# Dovecot leaves root's privileges: its folder must be reachable for others.
dovecot_data=$(mktemp -d "${TMPDIR:-/tmp}/bench-dovecot-XXXXXX")
chmod 755 "$dovecot_data"

stop_all() {
  [[ -z $culver_pid ]] || kill "$culver_pid" 2>/dev/null || true
  local format
  for format in "${!dovecot_pid[@]}"; do
    "$dovecot" stop "$dovecot_data/$format" || true
  done
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
  for name in bench $(seq -f bench%g 1 32); do
    printf bench-pass | "$culver" user add "$name@example.org" --password-stdin --create-domain --data "$out/culver-data" >/dev/null
  done
}

start_dovecot() { # FORMAT
  dovecot_port[$1]=$(free_port)
  dovecot_pid[$1]=$("$dovecot" start "$dovecot_data/$1" "${dovecot_port[$1]}" "$1")
}

measure() { # SERVER RUN PORT PID PASSWORD OPTIONS...
  local server=$1 run=$2 port=$3 pid=$4 password=$5 program figures=$out/figures.jsonl
  shift 5
  echo "run $run: $server" >&2
  ((run > 0)) || figures=$out/warmup.jsonl
  for program in "$(basename "$generator" .java)" AppendBench; do
    java -cp "$out/classes" "$program" host=127.0.0.1 "port=$port" user=bench "pass=$password" suffix=@example.org \
      "peer=$server" "run=$run" "rootpid=$pid" "$@" | tee -a "$figures" >>"$out/$server-$run.jsonl"
  done
}

javac -d "$out/classes" "$generator" "$here/AppendBench.java" "$here/TurnsBench.java"
for server in $servers; do
  case $server in
    culver) start_culver ;;
    sdbox | mdbox | maildir) start_dovecot "$server" ;;
    *) echo "unknown server $server" >&2; exit 64 ;;
  esac
done
for run in $(seq $((1 - warmup)) "$runs"); do
  for server in $servers; do
    if [[ $server == culver ]]; then
      measure culver "$run" "$culver_port" "$culver_pid" bench-pass "$@"
    else
      measure "$server" "$run" "${dovecot_port[$server]}" "${dovecot_pid[$server]}" pass "$@"
    fi
  done
done
java "$here/BenchTable.java" "$out/figures.jsonl" | tee "$out/table.md"
in_turns=()
for server in $servers; do
  case $server in
    culver) in_turns+=("culver=$culver_port:bench-pass") ;;
    *) in_turns+=("$server=${dovecot_port[$server]}:pass") ;;
  esac
done
java -cp "$out/classes" TurnsBench "${in_turns[@]}" | tee "$out/turns.md"
echo "figures and logs: $out" >&2
