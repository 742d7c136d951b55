#!/bin/sh
# npm run verify:provider NAME: runs a provider against its vendor with your key, cheaply, after asking; with the right Node whatever npm runs under.
set -u
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P) || exit 69

# shellcheck source=scripts/setup.sh
. "$root/scripts/setup.sh"
set_up all
exec "$node" --disable-warning=ExperimentalWarning "$root/scripts/verify-provider.ts" "$@"
