# Sourced by the set-up scripts: where things are, how they speak, and how they install a cargo tool.
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cache=${MEGAMIXER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/megamixer}
# shellcheck source=../versions.env
. "$top/scripts/versions.env"

progress() { printf '==> %s\n' "$*"; }
missing() {
  printf 'missing: %s\n  install it with: %s\n' "$1" "$2" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

# Whether version $1 is at least version $2, both as numbers with dots.
at_least() {
  local have=$1 want=$2 h w
  while [ -n "$want" ]; do
    h=${have%%.*} w=${want%%.*}
    [ "${h:-0}" -gt "$w" ] && return 0
    [ "${h:-0}" -lt "$w" ] && return 1
    case $have in *.*) have=${have#*.} ;; *) have= ;; esac
    case $want in *.*) want=${want#*.} ;; *) want= ;; esac
  done
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
