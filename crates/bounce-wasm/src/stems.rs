//! Which parts of a mix are files of their own, and how they add up.

use crate::outputs::Tap;
use crate::request::Request;
use megamixer_bounce::{Addend, Session};
use serde_json::{Value, json};

/// The stems of a mix.
pub struct Stems {
    /// First what the master's sum is added up from, in its order, where that is asked for; then the others; each once.
    pub taps: Vec<Tap>,
    /// The same, as the page is told of them. Named as the command line names its files.
    pub said: Vec<Value>,
    /// What the master's sum is added up from. Strips that nothing plays into add nothing.
    pub master_sum: Vec<Value>,
}

impl Stems {
    /// Those that are asked for of a session.
    pub fn new(request: &Request, session: &Session, addends: &[Addend]) -> Self {
        let mut direct = Vec::new();
        let mut master_sum = Vec::new();
        for addend in addends {
            match addend {
                Addend::Strips(strips) => {
                    let strips = strips.map(|strip| strip.filter(|strip| plays(session, *strip)));
                    direct.extend(strips.into_iter().flatten().map(Tap::Strip));
                    master_sum.extend(strips.iter().any(Option::is_some).then(|| json!({ "strips": strips })));
                }
                Addend::Bus(bus) => {
                    direct.push(Tap::Bus(*bus));
                    master_sum.push(json!({ "bus": bus }));
                }
            }
        }
        direct.retain(|_| request.stems);
        let strips = request.strips.iter().map(|strip| Tap::Strip(*strip));
        let buses = request.buses.iter().map(|bus| Tap::Bus(*bus));
        let mut taps = Vec::new();
        for tap in direct.into_iter().chain(strips).chain(buses) {
            if !taps.contains(&tap) {
                taps.push(tap);
            }
        }
        let said = taps.iter().map(|tap| said(*tap, session)).collect();
        Self { taps, said, master_sum }
    }
}

/// Whether any source plays into a strip.
pub fn plays(session: &Session, strip: usize) -> bool {
    session.sources.iter().any(|source| source.strip == strip)
}

fn said(tap: Tap, session: &Session) -> Value {
    let digits = |count: usize, least: usize| count.to_string().len().max(least);
    let (of_strips, of_buses) = (digits(session.options.strips, 2), digits(session.options.buses, 1));
    match tap {
        Tap::Mix => Value::Null,
        Tap::Strip(strip) => json!({ "name": format!("strip-{:0of_strips$}", strip + 1), "strip": strip }),
        Tap::Bus(bus) => json!({ "name": format!("bus-{:0of_buses$}", bus + 1), "bus": bus }),
    }
}
