cp /work/wt/speed/dist/assets/megamixer-profiling.wasm /work/wt/speed/.scratch/names.wasm
