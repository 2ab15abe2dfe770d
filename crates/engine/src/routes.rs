//! Who goes where, and what solo leaves open of it.
//!
//! Solo acts on routes, not on strips. When anything is soloed, a route u → v is open if and only if u or anything upstream
//! of u is soloed or solo safe, or v or anything downstream of v is soloed. Upstream and downstream follow routes that are
//! switched on, at any level. A key leads downstream, so that what keys something soloed goes on doing so; it does not
//! lead upstream, since nobody hears a key.

use crate::order::{Graph, Order};

/// What a strip or a bus says about solo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Soloing {
    /// Soloed.
    pub solo: bool,
    /// Kept open when something else is soloed.
    pub safe: bool,
}

/// What a compressor listens to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Key {
    /// The signal that it works on.
    #[default]
    Own,
    /// What is summed into a bus.
    Bus(usize),
    /// A strip after its trim and polarity.
    Strip(usize),
}

impl Key {
    /// The strip, if it is one.
    pub fn strip(self) -> Option<usize> {
        if let Self::Strip(strip) = self { Some(strip) } else { None }
    }

    /// The bus, if it is one.
    pub fn bus(self) -> Option<usize> {
        if let Self::Bus(bus) = self { Some(bus) } else { None }
    }
}

/// What a strip or a bus says about its ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// About solo.
    pub soloing: Soloing,
    /// The bus that it goes to instead of the master.
    pub output: Option<usize>,
    /// What its compressor listens to.
    pub key: Key,
}

/// The routes of a console: every strip to buses and to the master or a bus instead, every bus to the master or a bus instead.
pub struct Routes {
    strips: Box<[Ways]>,
    buses: Box<[Ways]>,
    /// Whether each strip's send to each bus is switched on, strip by strip.
    sends: Box<[bool]>,
    order: Order,
    any_solo: bool,
    /// Whether a strip or a bus, or anything upstream of it, is soloed or safe.
    strip_lit: Box<[bool]>,
    bus_lit: Box<[bool]>,
    /// Whether a strip or a bus, or anything downstream of it, is soloed.
    strip_leads_to_solo: Box<[bool]>,
    bus_leads_to_solo: Box<[bool]>,
}

impl Routes {
    /// A console in which nothing is soloed, no send is on, and everything goes to the master.
    #[optimize(size)]
    pub fn new(strips: usize, buses: usize) -> Self {
        let no = |count: usize| -> Box<[bool]> { vec![false; count].into() };
        Self {
            strips: vec![Ways::default(); strips].into(),
            buses: vec![Ways::default(); buses].into(),
            sends: no(strips * buses),
            order: Order::new(strips, buses),
            any_solo: false,
            strip_lit: no(strips),
            bus_lit: no(buses),
            strip_leads_to_solo: no(strips),
            bus_leads_to_solo: no(buses),
        }
    }

    /// What a strip says.
    pub fn strip(&mut self, strip: usize) -> &mut Ways {
        &mut self.strips[strip]
    }

    /// What a bus says.
    pub fn bus(&mut self, bus: usize) -> &mut Ways {
        &mut self.buses[bus]
    }

    /// Whether a strip's send to a bus is switched on.
    pub fn send(&mut self, strip: usize, bus: usize) -> &mut bool {
        &mut self.sends[strip * self.buses.len() + bus]
    }

    fn sends_to(&self, strip: usize, bus: usize) -> bool {
        self.sends[strip * self.buses.len() + bus]
    }

    /// Works out anew which routes are open, after any change. False where the routes have a cycle: then nothing is
    /// worked out.
    #[optimize(size)]
    pub fn resolve(&mut self) -> bool {
        let mut order = core::mem::replace(&mut self.order, Order::new(0, 0));
        let sound = order.arrange(self);
        self.order = order;
        if sound {
            self.any_solo = self.strips.iter().chain(&self.buses).any(|ways| ways.soloing.solo);
            self.light();
            self.lead();
        }
        sound
    }

    /// Solo and safety travel downstream, level by level.
    #[optimize(size)]
    fn light(&mut self) {
        let lit = |ways: &Ways| ways.soloing.solo || ways.soloing.safe;
        for (found, ways) in self.strip_lit.iter_mut().zip(&self.strips) {
            *found = lit(ways);
        }
        for level in 1..=self.order.top() {
            for bus in (0..self.buses.len()).filter(|bus| self.order.bus(*bus) == level) {
                let by_strip =
                    (0..self.strips.len()).any(|strip| self.strip_feeds(strip, bus) && self.strip_lit[strip]);
                let by_bus = (0..self.buses.len()).any(|from| self.bus_feeds(from, bus) && self.bus_lit[from]);
                self.bus_lit[bus] = lit(&self.buses[bus]) || by_strip || by_bus;
            }
        }
    }

    /// Whether somebody downstream is soloed travels upstream, level by level.
    #[optimize(size)]
    fn lead(&mut self) {
        for level in (0..=self.order.top()).rev() {
            for bus in (0..self.buses.len()).filter(|bus| self.order.bus(*bus) == level) {
                let ways = self.buses[bus];
                let to_bus = ways.output.is_some_and(|to| self.bus_leads_to_solo[to]);
                let key = Key::Bus(bus);
                let keys_bus = (0..self.buses.len()).any(|by| self.buses[by].key == key && self.bus_leads_to_solo[by]);
                let keys_strip =
                    (0..self.strips.len()).any(|by| self.strips[by].key == key && self.strip_leads_to_solo[by]);
                self.bus_leads_to_solo[bus] = ways.soloing.solo || to_bus || keys_bus || keys_strip;
            }
            for strip in (0..self.strips.len()).filter(|strip| self.order.strip(*strip) == level) {
                let to_bus =
                    (0..self.buses.len()).any(|bus| self.strip_feeds(strip, bus) && self.bus_leads_to_solo[bus]);
                self.strip_leads_to_solo[strip] = self.strips[strip].soloing.solo || to_bus;
            }
        }
    }

    /// Whether the route from a strip to the master is on and open.
    pub fn strip_to_master(&self, strip: usize) -> bool {
        self.strips[strip].output.is_none() && (!self.any_solo || self.strip_lit[strip])
    }

    /// Whether the route from a strip to a bus instead of the master is on and open.
    pub fn strip_to_group(&self, strip: usize, bus: usize) -> bool {
        self.strips[strip].output == Some(bus) && self.open_to_bus(self.strip_lit[strip], bus)
    }

    /// Whether the send from a strip to a bus is switched on and open.
    pub fn strip_to_bus(&self, strip: usize, bus: usize) -> bool {
        self.sends_to(strip, bus) && self.open_to_bus(self.strip_lit[strip], bus)
    }

    /// Whether the route from a bus to the master is on and open.
    pub fn bus_to_master(&self, bus: usize) -> bool {
        self.buses[bus].output.is_none() && (!self.any_solo || self.bus_lit[bus])
    }

    /// Whether the route from a bus to another instead of the master is on and open.
    pub fn bus_to_bus(&self, from: usize, to: usize) -> bool {
        self.buses[from].output == Some(to) && self.open_to_bus(self.bus_lit[from], to)
    }

    fn open_to_bus(&self, from_lit: bool, bus: usize) -> bool {
        !self.any_solo || from_lit || self.bus_leads_to_solo[bus]
    }

    /// What the strips say.
    pub fn of_strips(&self) -> &[Ways] {
        &self.strips
    }

    /// What the buses say.
    pub fn of_buses(&self) -> &[Ways] {
        &self.buses
    }

    /// What a strip's compressor is to listen to.
    pub fn key_of_strip(&self, strip: usize) -> Key {
        self.strips[strip].key
    }

    /// What a bus's compressor is to listen to.
    pub fn key_of_bus(&self, bus: usize) -> Key {
        self.buses[bus].key
    }
}

impl Graph for Routes {
    fn strip_feeds(&self, strip: usize, bus: usize) -> bool {
        self.sends_to(strip, bus) || self.strips[strip].output == Some(bus)
    }

    fn bus_feeds(&self, from: usize, to: usize) -> bool {
        self.buses[from].output == Some(to)
    }

    fn strip_key(&self, strip: usize) -> Option<usize> {
        self.strips[strip].key.bus()
    }

    fn bus_key(&self, bus: usize) -> Option<usize> {
        self.buses[bus].key.bus()
    }
}
