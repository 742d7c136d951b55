#!/bin/sh
# npm test: sets up as ./workprint does, then checks, then runs every test; with the right Node whatever npm runs under.
# Arguments go to vitest, and then only the tests are run:  npm test -- src/domain/time.test.ts
set -u
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P) || exit 69

# shellcheck source=scripts/setup.sh
. "$root/scripts/setup.sh"
set_up all
cd "$root" || exit 69
PATH=${node%/*}:$PATH
export PATH

[ "$#" -gt 0 ] || sh scripts/check.sh || exit
exec "$node" --disable-warning=ExperimentalWarning node_modules/vitest/vitest.mjs run "$@"
