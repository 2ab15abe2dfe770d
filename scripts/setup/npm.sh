#!/usr/bin/env bash
# `npm ci`, when the lock file differs from the one that node_modules was installed from.
set -euo pipefail
. "$(dirname "$0")/common.sh"
cd "$top"

installed=node_modules/.installed-from
if ! cmp -s package-lock.json "$installed"; then
  progress "installing npm packages (half a minute)"
  npm ci --loglevel=error
  cp package-lock.json "$installed"
fi
