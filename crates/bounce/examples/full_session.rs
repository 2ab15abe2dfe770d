//! Prints the session that `cargo bench -p megamixer-bounce` measures, for whoever measures it elsewhere: so many seconds long.

#[path = "../benches/speed/session.rs"]
mod session;

fn main() {
    let seconds = std::env::args().nth(1).and_then(|seconds| seconds.parse().ok()).expect("a number of seconds");
    println!("{}", session::full(seconds));
}
