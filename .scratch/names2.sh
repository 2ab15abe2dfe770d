set -e
cd /work/wt/size
RUSTC_WRAPPER= 
rm -rf /tmp/b4/bg && /root/.cache/megamixer/tools/wasm-bindgen-cli-0.2.130/bin/wasm-bindgen --keep-debug --target web --out-name megamixer --out-dir /tmp/b4/bg target/wasm32-unknown-unknown/release/megamixer_wasm.wasm
node_modules/.bin/wasm-opt -O3 -ocimfs 0 -g --enable-threads --enable-simd --enable-bulk-memory --enable-mutable-globals --enable-sign-ext --enable-nontrapping-float-to-int --enable-reference-types --enable-multivalue /tmp/b4/bg/megamixer_bg.wasm -o /work/wt/speed/.scratch/names2.wasm
ls -la /work/wt/speed/.scratch/names2.wasm
