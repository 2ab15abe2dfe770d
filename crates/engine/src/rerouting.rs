//! From the routes that are wanted to those that are heard.
//!
//! A route that closes is heard for a moment more, so for that moment it still counts. Where it would make a cycle with routes
//! that open, these wait until it is closed.

use crate::bus::Buses;
use crate::engine::Engine;
use crate::order::Graph;
use crate::routes::Routes;
use crate::settled::typed;
use crate::strip::Strips;
use crate::times::Arrival;
use megamixer_dsp::lanes::LANES;
use megamixer_schema::{Layout, SendValues};

impl Engine {
    /// Opens and closes routes as solo, outputs, keys and the switches of sends now have it, and puts everybody in order.
    ///
    /// Words that are a cycle by themselves, which the host library never writes, leave all routes as they are.
    #[optimize(size)]
    pub(crate) fn apply_routes(&mut self, arrival: Arrival) {
        if !self.routes.resolve() {
            return;
        }
        self.set_gates(false, arrival);
        let heard = Heard { routes: &self.routes, strips: &self.strips, buses: &self.buses };
        self.waiting = !self.next_order.arrange(&heard);
        if !self.waiting {
            core::mem::swap(&mut self.order, &mut self.next_order);
            let Layout { strips, buses } = self.block.layout();
            self.schedule.arrange(&self.order, strips, buses);
            self.set_keys();
        }
        self.set_gates(true, arrival);
    }

    /// Opens the gates of the routes that are wanted and in order, or closes those of the others.
    #[optimize(size)]
    fn set_gates(&mut self, open: bool, arrival: Arrival) {
        let Layout { strips, buses } = self.block.layout();
        for strip in 0..strips {
            self.set_gates_of_strip(strip, open, arrival);
        }
        for bus in 0..buses {
            let (vector, lane) = (&mut self.buses[bus / LANES], bus % LANES);
            if self.routes.bus_to_master(bus) == open {
                vector.set_master_route(lane, open, arrival);
            }
            for to in 0..buses {
                let in_order = self.order.bus(bus) < self.order.bus(to);
                if self.routes.bus_to_bus(bus, to) == open && (!open || in_order) {
                    vector.set_bus_route(lane, to, open, arrival);
                }
            }
        }
    }

    #[optimize(size)]
    fn set_gates_of_strip(&mut self, strip: usize, open: bool, arrival: Arrival) {
        let layout = self.block.layout();
        let (vector, lane) = (&mut self.strips[strip / LANES], strip % LANES);
        if self.routes.strip_to_master(strip) == open {
            vector.set_master_route(lane, open, arrival);
        }
        let words = self.adoption.settled(layout.strip_section(strip));
        for bus in 0..layout.buses {
            let in_order = !open || self.order.strip(strip) < self.order.bus(bus);
            if self.routes.strip_to_group(strip, bus) == open && in_order {
                vector.set_group_route(lane, bus, open, arrival);
            }
            if self.routes.strip_to_bus(strip, bus) == open && in_order {
                let values: SendValues = typed(&words[layout.send(strip, bus) - layout.strip(strip)..]);
                vector.set_send_route(lane, bus, open, values.tap, arrival);
            }
        }
    }

    /// Everybody listens to what it is to listen to.
    #[optimize(size)]
    fn set_keys(&mut self) {
        let Layout { strips, buses } = self.block.layout();
        let keys = &mut self.stage.keys;
        keys.forget();
        for strip in 0..strips {
            let key = self.routes.key_of_strip(strip);
            keys.want(key);
            self.strips[strip / LANES].set_key(strip % LANES, key);
        }
        for bus in 0..buses {
            let key = self.routes.key_of_bus(bus);
            keys.want(key);
            self.buses[bus / LANES].set_key(bus % LANES, key);
        }
        keys.want(self.master_key);
        self.master.set_key(self.master_key);
    }
}

/// The routes that are wanted, with those that still close.
struct Heard<'a> {
    routes: &'a Routes,
    strips: &'a [Strips],
    buses: &'a [Buses],
}

impl Graph for Heard<'_> {
    fn strip_feeds(&self, strip: usize, bus: usize) -> bool {
        self.routes.strip_feeds(strip, bus) || self.strips[strip / LANES].feeds(strip % LANES, bus)
    }

    fn bus_feeds(&self, from: usize, to: usize) -> bool {
        self.routes.bus_feeds(from, to) || self.buses[from / LANES].feeds(from % LANES, to)
    }

    fn strip_key(&self, strip: usize) -> Option<usize> {
        self.routes.strip_key(strip)
    }

    fn bus_key(&self, bus: usize) -> Option<usize> {
        self.routes.bus_key(bus)
    }
}
