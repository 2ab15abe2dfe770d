#!/usr/bin/env bash
# What set-up cannot install by itself: rustup, Node and a C linker. Names the command for each.
set -euo pipefail
. "$(dirname "$0")/common.sh"

have rustup || missing "rustup" "curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh   (see https://rustup.rs)"
have cargo || missing "cargo on PATH" '. "$HOME/.cargo/env"'

node_hint="nvm install 22   (see https://nodejs.org/en/download; Debian: apt-get install nodejs npm)"
have node || missing "Node >= $NODE_MINIMUM" "$node_hint"
node_version=$(node -p 'process.versions.node')
at_least "$node_version" "$NODE_MINIMUM" || missing "Node >= $NODE_MINIMUM (found $node_version)" "$node_hint"
have npm || missing "npm" "$node_hint"

if ! have cc; then
  case $(uname -s) in
    Darwin) missing "a C compiler, which Rust links with" "xcode-select --install" ;;
    *) missing "a C compiler, which Rust links with" "apt-get install build-essential   (Fedora: dnf install gcc)" ;;
  esac
fi
