//! What an edit does to the console.

use crate::bus::Buses;
use crate::engine::Engine;
use crate::routes::{Key, Soloing, Ways};
use crate::settled::{correct, typed};
use crate::strip::Strips;
use crate::times::{Arrival, Change};
use crate::vca::VcaSet;
use bytemuck::AnyBitPattern;
use megamixer_dsp::lanes::LANES;
use megamixer_schema::{
    BUS_COUNT, BUS_RULES, BusValues, Layout, MASTER_RULES, MIXER_RULES, MasterValues, MixerValues, Rule, SEND_RULES,
    STRIP_RULES, SendValues, StripValues, VCA_COUNT, VCA_RULES, VcaValues,
};

impl Engine {
    /// Sends every control of the staged sections on its way.
    #[optimize(size)]
    pub(crate) fn apply_changes(&mut self, arrival: Arrival) {
        let Layout { buses, .. } = self.block.layout();
        for i in 0..self.adoption.changed().len() {
            match self.adoption.changed()[i] {
                Layout::MIXER_SECTION => self.change_mixer(arrival),
                Layout::MASTER_SECTION => self.change_master(arrival),
                section if section < 2 + buses => self.change_bus(section - 2, arrival),
                section => self.change_strip(section - 2 - buses, arrival),
            }
        }
        self.apply_vcas(arrival);
        self.adoption.commit();
        let alone = self.strips.iter().any(Strips::listening) || self.buses.iter().any(Buses::listening);
        self.monitor.set_alone(alone, arrival);
        if core::mem::take(&mut self.reroute) {
            self.apply_routes(arrival);
        }
    }

    /// A section before and after the edit, corrected.
    fn change<T: AnyBitPattern>(&mut self, section: usize, rules: &[Rule]) -> Change<T> {
        let (before, after) = self.adoption.change(section);
        correct(rules, after, before);
        Change { before: typed(before), after: typed(after) }
    }

    fn change_mixer(&mut self, arrival: Arrival) {
        let change: Change<MixerValues> = self.change(Layout::MIXER_SECTION, &MIXER_RULES);
        self.times.set_glide(change.after.glide);
        self.monitor.change(&change.part(|values| values.monitor), &self.times, arrival);
        for vca in 0..VCA_COUNT {
            let values = self.change_of_vca(vca).after;
            self.vcas.set_vca_of_vca(vca, values.vca);
        }
    }

    #[optimize(size)]
    fn change_master(&mut self, arrival: Arrival) {
        let change: Change<MasterValues> = self.change(Layout::MASTER_SECTION, &MASTER_RULES);
        self.master.change(&change, &self.times, arrival);
        let key = self.key(change.after.compressor.key);
        self.reroute |= replace(&mut self.master_key, key);
    }

    #[optimize(size)]
    fn change_bus(&mut self, bus: usize, arrival: Arrival) {
        let change: Change<BusValues> = self.change(self.block.layout().bus_section(bus), &BUS_RULES);
        let (vector, lane) = (bus / LANES, bus % LANES);
        self.buses[vector].change(lane, &change, &self.times, arrival);
        if let Some(effect) = self.effects.get_mut(bus) {
            let arrival = arrival.or_at_once(!self.buses[vector].awake().has(lane));
            effect.change(&change.part(|values| values.effect), &self.times, arrival);
        }
        let BusValues { vca, solo, solo_safe, output, compressor, .. } = change.after;
        self.vcas.set_vca_of_bus(bus, vca);
        // What it listens to by itself needs no way.
        let key = Some(self.key(compressor.key)).filter(|key| *key != Key::Bus(bus)).unwrap_or_default();
        let ways = self.ways(solo, solo_safe, output, key);
        self.reroute |= replace(self.routes.bus(bus), ways);
    }

    #[optimize(size)]
    fn change_strip(&mut self, strip: usize, arrival: Arrival) {
        let layout = self.block.layout();
        let section = layout.strip_section(strip);
        let change: Change<StripValues> = self.change(section, &STRIP_RULES);
        let (vector, lane) = (strip / LANES, strip % LANES);
        self.strips[vector].change(lane, &change, &self.times, arrival);
        let StripValues { vca, solo, solo_safe, output, compressor, .. } = change.after;
        self.vcas.set_vca_of_strip(strip, vca);
        let ways = self.ways(solo, solo_safe, output, self.key(compressor.key));
        self.reroute |= replace(self.routes.strip(strip), ways);
        for bus in 0..layout.buses {
            let first = layout.send(strip, bus) - layout.strip(strip);
            let (before, after) = self.adoption.change(section);
            let (before, after) = (&before[first..], &mut after[first..]);
            correct(&SEND_RULES, after, before);
            let change: Change<SendValues> = Change { before: typed(before), after: typed(after) };
            let level = change.part(|values| values.level);
            self.strips[vector].set_send_level(lane, bus, level, &self.times, arrival);
            let (on, tap) = (change.part(|values| values.on), change.part(|values| values.tap));
            self.reroute |= replace(self.routes.send(strip, bus), on.after != 0) || tap.before != tap.after;
        }
    }

    /// A VCA before and after an edit of the mixer's section, corrected.
    #[inline(never)]
    #[optimize(size)]
    fn change_of_vca(&mut self, vca: usize) -> Change<VcaValues> {
        let layout = self.block.layout();
        let first = layout.vca(vca) - layout.mixer();
        let (before, after) = self.adoption.change(Layout::MIXER_SECTION);
        let (before, after) = (&before[first..], &mut after[first..]);
        correct(&VCA_RULES, after, before);
        Change { before: typed(before), after: typed(after) }
    }

    /// Puts members under the VCAs that they now have, then sends these on their way: at once where no member hears it.
    #[inline(never)]
    #[optimize(size)]
    fn apply_vcas(&mut self, arrival: Arrival) {
        let regrouped = self.vcas.take_regrouped();
        let moved = self.adoption.changed().contains(&Layout::MIXER_SECTION);
        if !regrouped && !moved {
            return;
        }
        let mut heard = self.vcas_heard();
        if regrouped {
            self.regroup(arrival);
            heard |= self.vcas_heard();
        }
        if moved {
            for vca in 0..VCA_COUNT {
                let change = self.change_of_vca(vca);
                let arrival = arrival.or_at_once(heard & 1 << vca == 0);
                self.vcas.steer(vca, &change, &self.times, arrival);
            }
            self.vcas.look();
        }
        self.refresh_vcas();
    }

    /// The VCAs of strips and buses that are awake.
    fn vcas_heard(&self) -> VcaSet {
        let strips = self.strips.iter().map(Strips::followed);
        strips.chain(self.buses.iter().map(Buses::followed)).fold(0, |set, followed| set | followed)
    }

    #[optimize(size)]
    fn regroup(&mut self, arrival: Arrival) {
        let Layout { strips, buses } = self.block.layout();
        for strip in 0..strips {
            let chain = self.vcas.chain_of_strip(strip);
            self.strips[strip / LANES].join(strip % LANES, chain, self.vcas.levels(), arrival);
        }
        for bus in 0..buses {
            let chain = self.vcas.chain_of_bus(bus);
            self.buses[bus / LANES].join(bus % LANES, chain, self.vcas.levels(), arrival);
        }
    }

    /// Everybody takes over where the VCAs are that do not move.
    #[optimize(size)]
    pub(crate) fn refresh_vcas(&mut self) {
        let levels = self.vcas.levels();
        self.strips.iter_mut().for_each(|strips| strips.refresh_vcas(levels));
        self.buses.iter_mut().for_each(|buses| buses.refresh_vcas(levels));
    }

    fn ways(&self, solo: u32, safe: u32, output: u32, key: Key) -> Ways {
        let output = output.checked_sub(1).map(|bus| bus as usize).filter(|bus| *bus < self.block.layout().buses);
        Ways { soloing: Soloing { solo: solo != 0, safe: safe != 0 }, output, key }
    }

    /// What a key's word means.
    fn key(&self, word: u32) -> Key {
        let Layout { strips, buses } = self.block.layout();
        match (word as usize).checked_sub(1) {
            Some(bus) if bus < buses => Key::Bus(bus),
            Some(index) if (BUS_COUNT.max..BUS_COUNT.max + strips).contains(&index) => {
                Key::Strip(index - BUS_COUNT.max)
            }
            _ => Key::Own,
        }
    }
}

/// Gives a place a new value, and tells whether that is another one.
fn replace<T: PartialEq>(place: &mut T, value: T) -> bool {
    let other = *place != value;
    *place = value;
    other
}
