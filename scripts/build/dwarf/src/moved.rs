//! What the optimiser did: lines of text.
//!
//! `function START END ORIGIN NAME`: a function of the new code, and where the function of that name started in the old.
//! `from START ADDRESS ORIGIN`: from START on, the new code is what stood at ADDRESS, in the old function that started
//! at ORIGIN. `from START` alone: nobody knows.

use crate::Result;
use std::io::BufRead;

/// A function of the new code.
pub struct Function {
    pub name: String,
    pub start: u64,
    pub end: u64,
    /// Where it started in the old code.
    pub origin: u64,
    /// In ascending order of their starts.
    pub pieces: Vec<Piece>,
}

/// A piece of code that moved as one.
pub struct Piece {
    pub start: u64,
    pub from: Option<From>,
}

/// Where a piece was.
pub struct From {
    pub address: u64,
    /// The start of the function that it was in.
    pub origin: u64,
}

pub fn read(input: impl BufRead) -> Result<Vec<Function>> {
    let mut functions: Vec<Function> = Vec::new();
    for line in input.lines() {
        let line = line?;
        match line.splitn(5, ' ').collect::<Vec<_>>()[..] {
            ["function", start, end, origin, name] => functions.push(Function {
                name: name.to_owned(),
                start: start.parse()?,
                end: end.parse()?,
                origin: origin.parse()?,
                pieces: Vec::new(),
            }),
            ["from", start, ref from @ ..] => {
                let from = match from {
                    [] => None,
                    [address, origin] => Some(From { address: address.parse()?, origin: origin.parse()? }),
                    _ => return Err(format!("not understood: {line}").into()),
                };
                let function = functions.last_mut().ok_or("a piece outside a function")?;
                function.pieces.push(Piece { start: start.parse()?, from });
            }
            _ => return Err(format!("not understood: {line}").into()),
        }
    }
    Ok(functions)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn functions_are_read_with_their_pieces() {
        let text = "function 5 40 30 <a::B as C>::g\nfrom 5 30 30\nfrom 9\nfunction 41 43 0 h\n";
        let functions = read(text.as_bytes()).unwrap();
        let [g, h] = &functions[..] else { panic!("{} functions", functions.len()) };
        assert_eq!((g.name.as_str(), g.start, g.end, g.origin), ("<a::B as C>::g", 5, 40, 30));
        assert_eq!(g.pieces.iter().map(|piece| piece.start).collect::<Vec<_>>(), [5, 9]);
        let from = g.pieces[0].from.as_ref().unwrap();
        assert_eq!((from.address, from.origin), (30, 30));
        assert!(g.pieces[1].from.is_none() && h.pieces.is_empty());
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for text in ["from 5 30 30\n", "function 5 40\n", "function 5 40 x g\n", "something 1\n"] {
            assert!(read(text.as_bytes()).is_err(), "{text}");
        }
    }
}
