#!/usr/bin/env bash
# The toolchain of rust-toolchain.toml with every component, and the cargo tools in the cache.
set -euo pipefail
. "$(dirname "$0")/common.sh"
cd "$top"

manifest_list() { sed -n "s/^$1 *= *\[\(.*\)\]/\1/p" rust-toolchain.toml | tr -d '",'; }
channel=$(sed -n 's/^channel *= *"\(.*\)"/\1/p' rust-toolchain.toml)
read -ra components <<<"$(manifest_list components)"
read -ra targets <<<"$(manifest_list targets)"

toolchain_is_complete() {
  local installed name
  installed=$(rustup component list --installed --toolchain "$channel" 2>/dev/null) || return 1
  for name in "${components[@]}" "${targets[@]/#/rust-std-}"; do
    grep -q "^$name" <<<"$installed" || return 1
  done
}

install_toolchain() {
  local arguments=(--profile minimal --no-self-update) name
  for name in "${components[@]}"; do arguments+=(--component "$name"); done
  for name in "${targets[@]}"; do arguments+=(--target "$name"); done
  progress "installing Rust $channel (a minute)"
  rustup toolchain install "$channel" "${arguments[@]}"
}

# Each version has a folder of its own, so checkouts of different ages share the cache.
install_cargo_tool() {
  local crate=$1 program=$2 version=$3 root=$cache/tools/$1-$3
  [ -x "$root/bin/$program" ] && return
  progress "installing $crate $version into $root (about 2 minutes)"
  local arguments=("$crate" --version "=$version" --root "$root" --target-dir "$cache/build" --quiet)
  if ! cargo install --locked "${arguments[@]}"; then
    progress "$crate $version does not build with its own lock file here; resolving its dependencies anew"
    cargo install "${arguments[@]}"
  fi
  rm -rf "$cache/build"
}

toolchain_is_complete || install_toolchain
# A distribution's cargo knows no toolchains and would ignore rust-toolchain.toml.
cargo "+$channel" --version >/dev/null 2>&1 ||
  missing "rustup's cargo first on PATH (found $(command -v cargo))" '. "$HOME/.cargo/env"'
install_cargo_tool wasm-bindgen-cli wasm-bindgen "$WASM_BINDGEN_VERSION"
install_cargo_tool wasm-pack wasm-pack "$WASM_PACK_VERSION"
