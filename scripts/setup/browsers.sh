#!/usr/bin/env bash
# The browsers that `make test` drives: installed on Debian as root, elsewhere those that are found.
set -euo pipefail
. "$(dirname "$0")/common.sh"
cd "$top"

install_on_debian() {
  local packages=() program package
  while read -r program package; do
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

if [ -e /etc/debian_version ] && [ "$(id -u)" = 0 ]; then install_on_debian; fi
node --import=tsx scripts/setup/engines.mjs
