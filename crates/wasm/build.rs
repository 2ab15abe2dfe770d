//! Hands the linker what the build says of a module's memory: scripts/build/wasm.mjs.

fn main() {
    const ARGUMENTS: &str = "MEGAMIXER_LINK_ARGUMENTS";
    println!("cargo::rerun-if-env-changed={ARGUMENTS}");
    for argument in std::env::var(ARGUMENTS).unwrap_or_default().split_whitespace() {
        println!("cargo::rustc-link-arg-cdylib={argument}");
    }
}
