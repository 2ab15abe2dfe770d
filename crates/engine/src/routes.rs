//! Solo acts on routes, not on strips.
//!
//! When anything is soloed, a route u → v is open if and only if u or anything upstream of u is soloed or solo safe, or
//! v or anything downstream of v is soloed. Upstream and downstream follow routes that are switched on, at any level.

/// What a strip or a bus says about solo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Soloing {
    /// Soloed.
    pub solo: bool,
    /// Kept open when something else is soloed.
    pub safe: bool,
}

/// The routes of a console: every strip to every bus and to the master, every bus to the master.
pub struct Routes {
    strips: Box<[Soloing]>,
    buses: Box<[Soloing]>,
    /// Whether each strip's send to each bus is switched on, strip by strip.
    sends: Box<[bool]>,
    any_solo: bool,
    /// Whether a strip or a bus, or anything upstream of it, is soloed or safe.
    strip_lit: Box<[bool]>,
    bus_lit: Box<[bool]>,
    /// Whether a bus, or anything downstream of it, is soloed.
    bus_leads_to_solo: Box<[bool]>,
}

impl Routes {
    /// A console in which nothing is soloed and no send is on.
    pub fn new(strips: usize, buses: usize) -> Self {
        Self {
            strips: vec![Soloing::default(); strips].into(),
            buses: vec![Soloing::default(); buses].into(),
            sends: vec![false; strips * buses].into(),
            any_solo: false,
            strip_lit: vec![false; strips].into(),
            bus_lit: vec![false; buses].into(),
            bus_leads_to_solo: vec![false; buses].into(),
        }
    }

    /// What a strip says.
    pub fn strip(&mut self, strip: usize) -> &mut Soloing {
        &mut self.strips[strip]
    }

    /// What a bus says.
    pub fn bus(&mut self, bus: usize) -> &mut Soloing {
        &mut self.buses[bus]
    }

    /// Whether a strip's send to a bus is switched on.
    pub fn send(&mut self, strip: usize, bus: usize) -> &mut bool {
        &mut self.sends[strip * self.buses.len() + bus]
    }

    /// Works out anew which routes are open, after any change.
    pub fn resolve(&mut self) {
        let lit = |node: &Soloing| node.solo || node.safe;
        self.any_solo = self.strips.iter().chain(&self.buses).any(|node| node.solo);
        for (found, node) in self.strip_lit.iter_mut().zip(&self.strips) {
            *found = lit(node);
        }
        let buses = self.buses.len();
        for bus in 0..buses {
            let fed = (0..self.strips.len()).any(|strip| self.sends[strip * buses + bus] && self.strip_lit[strip]);
            self.bus_lit[bus] = lit(&self.buses[bus]) || fed;
            // Nothing but the master, which has no solo, is downstream of a bus.
            self.bus_leads_to_solo[bus] = self.buses[bus].solo;
        }
    }

    /// Whether the route from a strip to the master is open.
    pub fn strip_to_master(&self, strip: usize) -> bool {
        !self.any_solo || self.strip_lit[strip]
    }

    /// Whether the route from a strip to a bus is switched on and open.
    pub fn strip_to_bus(&self, strip: usize, bus: usize) -> bool {
        let open = !self.any_solo || self.strip_lit[strip] || self.bus_leads_to_solo[bus];
        open && self.sends[strip * self.buses.len() + bus]
    }

    /// Whether the route from a bus to the master is open.
    pub fn bus_to_master(&self, bus: usize) -> bool {
        !self.any_solo || self.bus_lit[bus]
    }
}
