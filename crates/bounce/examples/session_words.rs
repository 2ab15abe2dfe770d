//! Reads a session from the standard input and prints the words that its snapshot writes, one a line: `word bits`. For tests of
//! what the page writes and this reads.

use megamixer_bounce::Session;
use std::io::{Error, read_to_string, stdin};

fn main() -> Result<(), Error> {
    let session = Session::parse(&read_to_string(stdin())?).map_err(Error::other)?;
    session.ignored.iter().for_each(|path| println!("ignored {path}"));
    session.writes.iter().for_each(|(word, bits)| println!("{word} {bits}"));
    Ok(())
}
