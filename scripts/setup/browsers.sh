#!/usr/bin/env bash
# The browsers that `make test` drives. On Debian as root they are installed; elsewhere those found are used.
# Chromium is required; another engine that is missing is skipped, and counted as skipped.
set -euo pipefail
. "$(dirname "$0")/common.sh"

first_of() { local name; for name in "$@"; do if have "$name" || [ -x "$name" ]; then return 0; fi; done; return 1; }

has_chromium() {
  first_of "${MEGAMIXER_CHROMIUM:-chromium}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"
}
has_firefox() {
  first_of "${MEGAMIXER_FIREFOX:-firefox}" firefox firefox-esr "/Applications/Firefox.app/Contents/MacOS/firefox"
}
has_webkit() { have WebKitWebDriver && have Xvfb; }

install_on_debian() {
  local packages=()
  has_chromium || packages+=(chromium)
  has_firefox || packages+=(firefox-esr)
  have WebKitWebDriver || packages+=(webkit2gtk-driver)
  have Xvfb || packages+=(xvfb)
  [ ${#packages[@]} -eq 0 ] && return
  progress "installing ${packages[*]} (a few minutes)"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -qq -y "${packages[@]}" >/dev/null
}

skipped() { printf 'skipped engine: %s\n  get it with: %s\n' "$1" "$2"; }

if [ -e /etc/debian_version ] && [ "$(id -u)" = 0 ]; then install_on_debian; fi

has_chromium || missing "Chromium or Chrome, which the tests need" \
  "apt-get install chromium   (or set MEGAMIXER_CHROMIUM to its path)"
has_firefox || skipped firefox "apt-get install firefox-esr   (or set MEGAMIXER_FIREFOX to its path)"
has_webkit || skipped webkit "apt-get install webkit2gtk-driver xvfb   (Linux only)"
