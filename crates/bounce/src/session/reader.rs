//! Reads a document that anybody may have written: every refusal names the place.

use core::fmt::{self, Display};
use serde_json::{Map, Value};

/// What a document says is nothing that can be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionError {
    /// Where, such as `sources[3].strip`; empty for the document itself.
    pub path: String,
    /// What is wrong there, as the end of a sentence that begins with the path.
    pub reason: String,
}

impl SessionError {
    /// At this place.
    pub fn new(path: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { path: path.into(), reason: reason.into() }
    }

    /// What stands at a place is not what it takes.
    pub fn takes(path: impl Into<String>, wanted: impl Display, found: &Value) -> Self {
        Self::new(path, format!("takes {wanted}, not {}", shown(found)))
    }
}

impl Display for SessionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.path.is_empty() { "the session" } else { &self.path };
        write!(f, "{place} {}", self.reason)
    }
}

impl core::error::Error for SessionError {}

fn shown(found: &Value) -> String {
    match found {
        Value::Array(_) => "a list".into(),
        Value::Object(_) => "an object".into(),
        other => other.to_string(),
    }
}

/// One object of a document. Fields that nobody asks for are not known.
pub struct Object<'a> {
    path: String,
    fields: &'a Map<String, Value>,
    asked: Vec<&'a str>,
}

impl<'a> Object<'a> {
    /// What stands at a place, which must be an object.
    pub fn at(path: impl Into<String>, value: &'a Value) -> Result<Self, SessionError> {
        let path = path.into();
        match value {
            Value::Object(fields) => Ok(Self { path, fields, asked: Vec::new() }),
            other => Err(SessionError::takes(path, "an object", other)),
        }
    }

    /// The path of a field.
    pub fn path_to(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// A field, if it is there.
    pub fn field(&mut self, name: &str) -> Option<&'a Value> {
        let (name, value) = self.fields.get_key_value(name)?;
        self.asked.push(name);
        Some(value)
    }

    /// A number from `min` to `max`, if it is there.
    pub fn number(&mut self, name: &str, (min, max): (f64, f64), unit: &str) -> Result<Option<f64>, SessionError> {
        let Some(value) = self.field(name) else { return Ok(None) };
        let range =
            if max.is_finite() { format!("a number from {min} to {max}") } else { format!("a number from {min} on") };
        match value.as_f64() {
            Some(number) if (min..=max).contains(&number) => Ok(Some(number)),
            _ => Err(SessionError::takes(self.path_to(name), format!("{range} {unit}").trim_end(), value)),
        }
    }

    /// A whole number from `min` to `max`, if it is there.
    pub fn whole(&mut self, name: &str, (min, max): (usize, usize)) -> Result<Option<usize>, SessionError> {
        let Some(value) = self.field(name) else { return Ok(None) };
        let whole = value.as_f64().filter(|number| number.fract() == 0.0);
        match whole {
            Some(number) if (min as f64..=max as f64).contains(&number) => Ok(Some(number as usize)),
            _ => Err(SessionError::takes(self.path_to(name), format!("a whole number from {min} to {max}"), value)),
        }
    }

    /// True or false, if it is there.
    pub fn switch(&mut self, name: &str) -> Result<Option<bool>, SessionError> {
        let Some(value) = self.field(name) else { return Ok(None) };
        value.as_bool().map(Some).ok_or_else(|| SessionError::takes(self.path_to(name), "true or false", value))
    }

    /// Text that is not empty, if it is there.
    pub fn text(&mut self, name: &str) -> Result<Option<&'a str>, SessionError> {
        let Some(value) = self.field(name) else { return Ok(None) };
        let text = value.as_str().filter(|text| !text.is_empty());
        text.map(Some).ok_or_else(|| SessionError::takes(self.path_to(name), "text that is not empty", value))
    }

    /// A list, empty where there is none.
    pub fn list(&mut self, name: &str) -> Result<&'a [Value], SessionError> {
        match self.field(name) {
            None => Ok(&[]),
            Some(Value::Array(list)) => Ok(list),
            Some(other) => Err(SessionError::takes(self.path_to(name), "a list", other)),
        }
    }

    /// The paths of the fields that nobody asked for.
    pub fn ignored(&self) -> impl Iterator<Item = String> {
        let unasked = self.fields.keys().filter(|name| !self.asked.contains(&name.as_str()));
        unasked.map(|name| self.path_to(name))
    }
}
