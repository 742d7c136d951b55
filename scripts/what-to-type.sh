#!/bin/sh
# shellcheck shell=sh
# What a person has to type, on this very machine, to get a program or fonts that Workprint needs.
# Sourced by setup.sh; run by `workprint doctor`:  sh scripts/what-to-type.sh node|ffmpeg|bubblewrap|espeak-ng|cjk-fonts

# The command with sudo in front, unless we are root.
as_root() { if [ "$(id -u)" -eq 0 ]; then printf '%s' "$1"; else printf 'sudo %s' "$1"; fi; }

package_manager() {
  if [ "$(uname -s)" = Darwin ]; then
    printf 'brew'
  else
    for candidate in apt-get dnf pacman zypper; do
      ! command -v "$candidate" >/dev/null 2>&1 || {
        printf '%s' "$candidate"
        return
      }
    done
  fi
}

# Debian and Ubuntu: their own Node where it is new enough, else NodeSource's, which has npm inside.
debian_node() {
  offered=$(apt-cache policy nodejs 2>/dev/null | sed -n 's/^ *Candidate: *//p')
  case ${offered:-0} in *nodesource*) with_npm= ;; *) with_npm=' npm' ;; esac
  offered_major=${offered%%.*}
  case $offered_major in '' | *[!0-9]*) offered_major=0 ;; esac
  if [ "$offered_major" -lt 18 ]; then
    printf 'curl -fsSL https://deb.nodesource.com/setup_24.x | %s && ' "$(as_root 'bash -')"
    with_npm=
  fi
  as_root "apt-get install -y nodejs$with_npm"
}

# Fedora's own ffmpeg-free has no libx264.
fedora_ffmpeg() {
  # shellcheck disable=SC2016 # typed by a person, expanded by their shell
  as_root 'dnf install -y https://mirrors.rpmfusion.org/free/fedora/rpmfusion-free-release-$(rpm -E %fedora).noarch.rpm && '
  as_root 'dnf install -y --allowerasing ffmpeg'
}

what_to_type() {
  case $(package_manager):$1 in
    brew:node) printf 'brew install node' ;;
    brew:ffmpeg) printf 'brew install ffmpeg' ;;
    brew:espeak-ng) printf 'brew install espeak-ng' ;;
    brew:cjk-fonts) printf 'brew install --cask font-noto-sans-cjk' ;;
    apt-get:node) debian_node ;;
    apt-get:ffmpeg) as_root 'apt-get install -y ffmpeg' ;;
    apt-get:bubblewrap) as_root 'apt-get install -y bubblewrap' ;;
    apt-get:espeak-ng) as_root 'apt-get install -y espeak-ng' ;;
    apt-get:cjk-fonts) as_root 'apt-get install -y fonts-noto-cjk' ;;
    dnf:node) as_root 'dnf install -y nodejs npm' ;;
    dnf:ffmpeg) fedora_ffmpeg ;;
    dnf:bubblewrap) as_root 'dnf install -y bubblewrap' ;;
    dnf:espeak-ng) as_root 'dnf install -y espeak-ng' ;;
    dnf:cjk-fonts) as_root 'dnf install -y google-noto-sans-cjk-fonts' ;;
    pacman:node) as_root 'pacman -S --needed nodejs npm' ;;
    pacman:ffmpeg) as_root 'pacman -S --needed ffmpeg' ;;
    pacman:bubblewrap) as_root 'pacman -S --needed bubblewrap' ;;
    pacman:espeak-ng) as_root 'pacman -S --needed espeak-ng' ;;
    pacman:cjk-fonts) as_root 'pacman -S --needed noto-fonts-cjk' ;;
    zypper:node) as_root 'zypper install -y nodejs24 npm24' ;;
    zypper:ffmpeg) as_root 'zypper install -y ffmpeg-7' ;;
    zypper:bubblewrap) as_root 'zypper install -y bubblewrap' ;;
    zypper:espeak-ng) as_root 'zypper install -y espeak-ng' ;;
    zypper:cjk-fonts) as_root 'zypper install -y google-noto-sans-cjk-fonts' ;;
    *:node) printf 'see https://nodejs.org/en/download' ;;
    *:ffmpeg) printf 'see https://ffmpeg.org/download.html' ;;
    *:bubblewrap) printf 'see https://github.com/containers/bubblewrap (Linux only)' ;;
    *:espeak-ng) printf 'see https://github.com/espeak-ng/espeak-ng' ;;
    *:cjk-fonts) printf 'see https://fonts.google.com/noto' ;;
  esac
}

case ${0##*/} in what-to-type.sh) what_to_type "${1:-}" ;; esac
