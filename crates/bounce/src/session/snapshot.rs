//! What a mixer's snapshot says, as words of the block. It is the schema's: a record is an object that has the record's
//! parameters and parts by their public names (docs/snapshots.md).

use super::reader::{Object, SessionError};
use megamixer_engine::EngineOptions;
use megamixer_schema::emit::camel_case;
use megamixer_schema::{
    BUS, BUS_COUNT, Kind, Layout, MASTER, MIXER, Record, SEND, STRIP, Spec, VCA, VCA_COUNT, VCA_DEPTH,
};
use serde_json::Value;

/// The newest version of snapshots, as host-js writes them.
pub const SNAPSHOT_VERSION: usize = 1;

/// A word of the block, and its bits.
pub type Write = (usize, u32);

/// Understands a snapshot, of a mixer made with these options.
pub struct Reader<'a> {
    options: &'a EngineOptions,
    writes: Vec<Write>,
    ignored: Vec<String>,
}

impl<'a> Reader<'a> {
    /// What a snapshot writes, and the paths of what is not known.
    pub fn read(
        path: &str,
        snapshot: &Value,
        options: &'a EngineOptions,
    ) -> Result<(Vec<Write>, Vec<String>), SessionError> {
        let mut reader = Self { options, writes: Vec::new(), ignored: Vec::new() };
        reader.document(path, snapshot)?;
        Ok((reader.writes, reader.ignored))
    }

    fn document(&mut self, path: &str, snapshot: &Value) -> Result<(), SessionError> {
        let EngineOptions { strips, buses, .. } = *self.options;
        let layout = Layout { strips, buses };
        let mut document = Object::at(path, snapshot)?;
        match document.whole("version", (1, usize::MAX >> 12))? {
            None => return Err(SessionError::new(document.path_to("version"), "is not there, and has to be")),
            Some(version) if version > SNAPSHOT_VERSION => {
                let reason =
                    format!("is {version}, and this library reads up to version {SNAPSHOT_VERSION}: take a later one");
                return Err(SessionError::new(document.path_to("version"), reason));
            }
            Some(_) => {}
        }
        self.fields(MIXER, layout.mixer(), &mut document, None)?;
        if let Some(master) = document.field("master") {
            self.record(MASTER, layout.master(), &document.path_to("master"), master, None)?;
        }
        self.vcas(layout, &mut document)?;
        for (bus, value) in entries(&mut document, "buses", buses)? {
            self.record(BUS, layout.bus(bus), &document.path_to(&format!("buses[{bus}]")), value, Some(bus))?;
        }
        for (strip, value) in entries(&mut document, "strips", strips)? {
            let mut object = Object::at(document.path_to(&format!("strips[{strip}]")), value)?;
            self.fields(STRIP, layout.strip(strip), &mut object, None)?;
            for (bus, send) in entries(&mut object, "sends", buses)? {
                let path = object.path_to(&format!("sends[{bus}]"));
                self.record(SEND, layout.send(strip, bus), &path, send, None)?;
            }
            self.ignored.extend(object.ignored());
        }
        self.ignored.extend(document.ignored());
        Ok(())
    }

    /// The VCAs, which must neither be members of each other in a circle nor be more than [`VCA_DEPTH`] in a chain.
    fn vcas(&mut self, layout: Layout, document: &mut Object) -> Result<(), SessionError> {
        let path = document.path_to("vcas");
        let list = document.list("vcas")?;
        if list.len() > VCA_COUNT {
            return Err(SessionError::new(path, format!("has {} entries, and a mixer has {VCA_COUNT}", list.len())));
        }
        for (vca, value) in list.iter().enumerate() {
            self.record(VCA, layout.vca(vca), &format!("{path}[{vca}]"), value, None)?;
        }
        let membership = VCA.find("vca").map_or(0, |(_, word)| word);
        let mut vca_of = [0; VCA_COUNT];
        for (vca, of) in vca_of.iter_mut().enumerate() {
            let word = layout.vca(vca) + membership;
            *of = self.writes.iter().rfind(|(at, _)| *at == word).map_or(0, |(_, bits)| *bits as usize);
        }
        for vca in 0..VCA_COUNT {
            let chain = core::iter::successors(Some(vca), |vca| vca_of[*vca].checked_sub(1));
            let length = chain.take(VCA_COUNT + 1).count();
            if length > VCA_COUNT {
                return Err(SessionError::new(path, "has VCAs that are members of each other in a circle"));
            } else if length > VCA_DEPTH {
                let reason = format!("has a chain of {length} VCAs, and {VCA_DEPTH} is the most");
                return Err(SessionError::new(path, reason));
            }
        }
        Ok(())
    }

    fn record(
        &mut self,
        record: &Record,
        first: usize,
        path: &str,
        value: &Value,
        bus: Option<usize>,
    ) -> Result<(), SessionError> {
        let mut object = Object::at(path, value)?;
        self.fields(record, first, &mut object, bus)?;
        self.ignored.extend(object.ignored());
        Ok(())
    }

    /// A record's parameters and parts, which are of this bus if they are of one.
    fn fields(
        &mut self,
        record: &Record,
        first: usize,
        object: &mut Object,
        bus: Option<usize>,
    ) -> Result<(), SessionError> {
        for spec in record.specs.iter().filter(|spec| is_setting(spec)) {
            let name = camel_case(spec.name);
            let Some(value) = object.field(&name) else { continue };
            let path = object.path_to(&name);
            let bits = self.bits(spec, &path, value)?;
            if record.name == "effect" && spec.name == "type" && bits != 0 && bus >= Some(self.options.effects) {
                let reason = format!(
                    "asks for an effect, and only the first {} buses have a slot for one: raise mixer.effects",
                    self.options.effects
                );
                return Err(SessionError::new(path, reason));
            }
            self.writes.push((first + spec.offset, bits));
        }
        for part in record.parts {
            let name = camel_case(part.record.name);
            if let Some(value) = object.field(&name) {
                self.record(part.record, first + part.offset, &object.path_to(&name), value, bus)?;
            }
        }
        Ok(())
    }

    fn bits(&self, spec: &Spec, path: &str, value: &Value) -> Result<u32, SessionError> {
        match spec.kind {
            Kind::Gain | Kind::Number | Kind::Setting => self.number(spec, path, value),
            Kind::Switch => match value {
                Value::Bool(on) => Ok(u32::from(*on)),
                other => Err(SessionError::takes(path, "true or false", other)),
            },
            Kind::Choice(names) => {
                let index = value.as_str().and_then(|chosen| names.iter().position(|name| *name == chosen));
                let quoted = || names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(" or ");
                index.map(|index| index as u32).ok_or_else(|| SessionError::takes(path, quoted(), value))
            }
            Kind::Output if value == "master" => Ok(0),
            Kind::Key | Kind::Vca if value.is_null() => Ok(0),
            Kind::Output => self.route(path, value, "\"master\" or \"buses[n]\"", false),
            Kind::Key => self.route(path, value, "null, \"buses[n]\" or \"strips[n]\"", true),
            Kind::Vca => match indexed(value, "vcas") {
                Some(vca) if vca < VCA_COUNT => Ok((1 + vca) as u32),
                _ => {
                    let wanted = format!("null or \"vcas[n]\", n up to {}", VCA_COUNT - 1);
                    Err(SessionError::takes(path, wanted, value))
                }
            },
            Kind::Command => unreachable!("a command is no setting"),
        }
    }

    fn number(&self, spec: &Spec, path: &str, value: &Value) -> Result<u32, SessionError> {
        let is_alignment = path.ends_with(".delay");
        let max = if is_alignment { self.options.max_delay_s } else { spec.max };
        // In the block's precision, in which a control at the end of its range has been written down.
        match value.as_f64().map(|number| number as f32) {
            Some(number) if (spec.min..=max).contains(&number) => Ok(number.to_bits()),
            _ if is_alignment => {
                let wanted = format!("a number from 0 to {max}, which is mixer.maxDelay,");
                Err(SessionError::takes(path, wanted, value))
            }
            _ => Err(SessionError::takes(path, format!("a number from {} to {max}", spec.min), value)),
        }
    }

    /// The bus, or where it is a key the strip, that is named.
    fn route(&self, path: &str, value: &Value, wanted: &str, is_key: bool) -> Result<u32, SessionError> {
        let EngineOptions { strips, buses, .. } = *self.options;
        let (index, has, list, first) = match (indexed(value, "buses"), indexed(value, "strips")) {
            (Some(bus), _) => (bus, buses, "buses", 1),
            (_, Some(strip)) if is_key => (strip, strips, "strips", 1 + BUS_COUNT.max),
            _ => return Err(SessionError::takes(path, wanted, value)),
        };
        if index < has {
            return Ok((first + index) as u32);
        }
        Err(SessionError::new(path, format!("takes {} {list}, and mixer.{list} is {has}", index + 1)))
    }
}

/// The number in what names one of a list, such as `buses[1]`.
fn indexed(value: &Value, list: &str) -> Option<usize> {
    let index = value.as_str()?.strip_prefix(list)?.strip_prefix('[')?.strip_suffix(']')?;
    index.parse::<usize>().ok().filter(|number| number.to_string() == index)
}

/// The entries of a list, no more than the mixer has of what they are about.
fn entries<'a>(
    object: &mut Object<'a>,
    name: &str,
    has: usize,
) -> Result<impl Iterator<Item = (usize, &'a Value)> + use<'a>, SessionError> {
    let list = object.list(name)?;
    if list.len() > has {
        return Err(SessionError::new(
            object.path_to(name),
            format!("has {} entries, and mixer.{name} is {has}", list.len()),
        ));
    }
    Ok(list.iter().enumerate())
}

/// Whether a word is something that is set: commands are not, nor whether somebody reads a meter.
fn is_setting(spec: &Spec) -> bool {
    spec.kind != Kind::Command && !spec.name.starts_with("want_")
}
