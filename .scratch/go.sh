cd /work/wt/speed
node scripts/build/main.mjs 2>&1 | grep -E "^(error|warning)|  took|-->" -A5 | grep -v took | head -30
node --import=tsx .scratch/qb.mts ${BASE:-.scratch/base.wasm} dist/megamixer.wasm "$@"
