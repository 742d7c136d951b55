#!/bin/sh
# npm run prove [-- row… --list --quick --fresh]: attacks this studio with hostile media; with the right Node whatever npm runs under.
set -u
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P) || exit 69

# shellcheck source=scripts/setup.sh
. "$root/scripts/setup.sh"
set_up all
exec "$node" --disable-warning=ExperimentalWarning "$root/test/prove/prove.ts" "$@"
