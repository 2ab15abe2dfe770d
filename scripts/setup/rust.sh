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

toolchain_is_complete || install_toolchain
# A distribution's cargo knows no toolchains and would ignore rust-toolchain.toml.
cargo "+$channel" --version >/dev/null 2>&1 ||
  missing "rustup's cargo first on PATH (found $(command -v cargo))" '. "$HOME/.cargo/env"'
install_cargo_tool wasm-bindgen-cli wasm-bindgen "$WASM_BINDGEN_VERSION"
install_cargo_tool wasm-pack wasm-pack "$WASM_PACK_VERSION"
