#!/usr/bin/env bash
# Installs what is missing and nothing else: `main.sh`, or `main.sh browsers` for the tests as well.
set -euo pipefail
here=$(dirname "$0")

"$here/prerequisites.sh"
"$here/rust.sh"
"$here/npm.sh"
if [ "${1:-}" = browsers ]; then "$here/browsers.sh"; fi
