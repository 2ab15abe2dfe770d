//! Records: parameters that belong together, among them the parts that several sections share.

use crate::spec::Spec;

/// Parameters that belong together: a section of the block, or a part of one.
#[derive(Debug)]
pub struct Record {
    /// Its name in Rust (`key_highpass`), the same wherever it is a part.
    pub name: &'static str,
    /// What it is, as a sentence.
    pub meaning: &'static str,
    /// Its own words.
    pub specs: &'static [Spec],
    /// The records inside it.
    pub parts: &'static [Part],
    /// How many words it takes, its parts included.
    pub words: usize,
}

/// A record inside another.
#[derive(Debug)]
pub struct Part {
    /// The record. It gives the part its name.
    pub record: &'static Record,
    /// Its first word, counted from the first of the record around it.
    pub offset: usize,
}

impl Record {
    /// Calls `visit` with every parameter, its parts' included, and its word counted from the record's first.
    pub fn walk(&self, visit: &mut dyn FnMut(&'static Spec, usize)) {
        self.walk_from(0, visit);
    }

    fn walk_from(&self, first: usize, visit: &mut dyn FnMut(&'static Spec, usize)) {
        self.specs.iter().for_each(|spec| visit(spec, first + spec.offset));
        self.parts.iter().for_each(|part| part.record.walk_from(first + part.offset, visit));
    }

    /// A parameter by its path, such as `eq.band2.frequency`, and its word counted from the record's first.
    pub fn find(&self, path: &str) -> Option<(&'static Spec, usize)> {
        match path.split_once('.') {
            None => self.specs.iter().find(|spec| spec.name == path).map(|spec| (spec, spec.offset)),
            Some((name, rest)) => {
                let part = self.parts.iter().find(|part| part.record.name == name)?;
                part.record.find(rest).map(|(spec, word)| (spec, part.offset + word))
            }
        }
    }
}

/// A record: the struct of its settled values, and what there is to know of its words, from one list.
///
/// With parameters in brackets, it gives a `const fn` that makes such records, which differ in their defaults.
macro_rules! record {
    ($(#[doc = $doc:literal])* $values:ident, $record:ident = $name:literal {
        $($field:ident $(as $public:literal)?: $type:ty = $spec:expr;)*
    } $(parts { $($part:ident: $part_type:ty = $part_record:expr;)* })?) => {
        $crate::record::values! { $(#[doc = $doc])* $values { $($field: $type,)* $($($part: $part_type,)*)? } }

        #[doc = concat!("The words of [`", stringify!($values), "`].")]
        pub const $record: &$crate::record::Record = &$crate::record::Record {
            name: $name,
            meaning: $crate::spec::read_by_people(concat!($($doc),*).trim_ascii_start()),
            specs: &[$($spec.at(
                $crate::record::public_name!($field $($public)?),
                core::mem::offset_of!($values, $field),
            ),)*],
            parts: &[$($($crate::record::Part {
                record: $part_record,
                offset: core::mem::offset_of!($values, $part) / 4,
            },)*)?],
            words: size_of::<$values>() / 4,
        };

        impl Default for $values {
            fn default() -> Self {
                const WORDS: [u32; $values::WORDS] = $crate::rules::default_words($record);
                *bytemuck::from_bytes(bytemuck::cast_slice(&WORDS))
            }
        }
    };
    ($(#[doc = $doc:literal])* $values:ident, $specs:ident($($argument:ident: $argument_type:ty),*) {
        $($field:ident $(as $public:literal)?: $type:ty = $spec:expr;)*
    }) => {
        $crate::record::values! { $(#[doc = $doc])* $values { $($field: $type,)* } }

        const fn $specs($($argument: $argument_type),*) -> [$crate::spec::Spec; [$(stringify!($field)),*].len()] {
            [$($spec.at(
                $crate::record::public_name!($field $($public)?),
                core::mem::offset_of!($values, $field),
            ),)*]
        }
    };
}

macro_rules! public_name {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $public:literal) => {
        $public
    };
}

macro_rules! values {
    ($(#[doc = $doc:literal])* $values:ident { $($field:ident: $type:ty,)* }) => {
        $(#[doc = $doc])*
        #[repr(C)]
        #[derive(Clone, Copy, Debug, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
        #[allow(missing_docs, reason = "the record says what each word means")]
        pub struct $values {
            $(pub $field: $type,)*
        }

        impl $values {
            /// How many words it takes in the block.
            pub const WORDS: usize = size_of::<$values>() / 4;
        }
    };
}

pub(crate) use {public_name, record, values};
