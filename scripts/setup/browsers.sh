#!/usr/bin/env bash
# The browsers that `make test` drives: installed on Debian as root, elsewhere those that are found. With names of
# programs, only those.
set -euo pipefail
. "$(dirname "$0")/common.sh"
cd "$top"

install_on_debian() {
  local packages=() program package
  while read -r program package; do
    wanted "$program" "$@" || continue
    have "$program" || packages+=("$package")
  done <<'PROGRAMS'
chromium chromium
firefox-esr firefox-esr
WebKitWebDriver webkit2gtk-driver
Xvfb xvfb
PROGRAMS
  if [ ${#packages[@]} -gt 0 ]; then
    progress "installing ${packages[*]} (a few minutes)"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y "${packages[@]}" >/dev/null
  fi
}

# Whether program $1 is among the others, or there are no others.
wanted() {
  local program=$1 each
  shift
  [ $# = 0 ] && return
  for each in "$@"; do [ "$each" = "$program" ] && return; done
  return 1
}

if [ -e /etc/debian_version ] && [ "$(id -u)" = 0 ]; then install_on_debian "$@"; fi
node --import=tsx scripts/setup/engines.mjs
