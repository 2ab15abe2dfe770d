#!/usr/bin/env bash
# Fuzzes the whole console by coverage: `fuzz.sh [SECONDS]`, 600 if nothing is said. Ends with what was tried and covered;
# what fails is named as a file, and fails the run.
set -euo pipefail
. "$(dirname "$0")/../setup/common.sh"

seconds=${1:-600}
jobs=2
found=$top/artifacts/fuzz
corpus=$top/tests/fuzz/corpus/console

"$top/scripts/setup/rust.sh"
have c++ || missing "a C++ compiler, which libFuzzer is built with" "apt-get install build-essential"
install_cargo_tool cargo-fuzz cargo-fuzz "$CARGO_FUZZ_VERSION"
cargo_fuzz() { "$cache/tools/cargo-fuzz-$CARGO_FUZZ_VERSION/bin/cargo-fuzz" "$@"; }

# No sanitizer: there is no unsafe code below the fuzzer, and without one it tries seven times as much. Nor are comparisons
# traced: those of a console tell a fuzzer nothing, and tracing them takes a third of the time.
options=(--fuzz-dir "$top/tests/fuzz" --target-dir "${CARGO_TARGET_DIR:-$top/target}/fuzz")
options+=(--sanitizer none --no-trace-compares)
# Long inputs soon, since a short one is no scene.
limits=(-max_total_time="$seconds" -max_len=1024 -len_control=1 -timeout=60)

mkdir -p "$found" "$corpus"
cd "$found"
rm -f fuzz-*.log
progress "building the fuzzer (a minute)"
cargo_fuzz build "${options[@]}" console
progress "fuzzing the console for $seconds s in $jobs jobs"
start=$SECONDS status=0
cargo_fuzz run "${options[@]}" console "$corpus" -- \
  "${limits[@]}" -jobs=$jobs -workers=$jobs -artifact_prefix="$found/" >main.log 2>&1 || status=$?

# A log's last count of executions; the most that either covered.
awk -v seconds=$((SECONDS - start)) '
  /inline 8-bit counters/ { edges = substr($5, 2) }
  /^#[0-9]+/ { runs[FILENAME] = substr($1, 2) }
  match($0, /cov: [0-9]+/) { found = substr($0, RSTART + 5, RLENGTH - 5) + 0; if (found > covered) covered = found }
  END {
    for (name in runs) total += runs[name]
    printf "fuzz: %d executions in %d s, %d a second; %d of %d edges covered\n", total, seconds, total / (seconds > 0 ? seconds : 1), covered, edges
  }' fuzz-*.log

if [ "$status" != 0 ]; then
  # What broke, and the scene that broke it.
  grep -hE -A 1 "panicked at|ERROR: libFuzzer|Test unit written to" fuzz-*.log >&2 || tail -n 20 main.log >&2
  printf 'fuzz: FAILED. To read a scene: cargo fuzz fmt --fuzz-dir tests/fuzz --sanitizer none console FILE\n' >&2
fi
exit "$status"
