#!/bin/sh
# npm run check: everything that can be said about the code without running it. All checks run, each failure is shown.
set -u
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P) || exit 69

# shellcheck source=scripts/setup.sh
. "$root/scripts/setup.sh"
set_up all
cd "$root" || exit 69
PATH=${node%/*}:$PATH
export PATH

results=$(mktemp -d "${TMPDIR:-/tmp}/workprint-check.XXXXXX") || exit 69
trap 'rm -rf "$results"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 141' PIPE

failed=
# report NAME COMMAND…: one line when it passes, all of its words when it does not.
report() {
  name=$1
  shift
  if "$@" >"$results/words" 2>&1; then
    printf 'ok    %s\n' "$name"
  else
    printf 'FAIL  %s\n' "$name"
    sed 's/^/      /' "$results/words"
    failed="$failed $name"
  fi
}
script() { "$node" --disable-warning=ExperimentalWarning "scripts/$1.ts"; }

report types node_modules/.bin/tsc -b
report lint node_modules/.bin/oxlint --type-aware --deny-warnings --format=unix
report "format (npm run format mends it)" node_modules/.bin/biome check --reporter=summary --log-level=error .
report imports script check-imports
report docblocks script check-docblocks
report spec script check-spec

if [ -n "$failed" ]; then
  printf 'check failed:%s\n' "$failed"
  exit 1
fi
