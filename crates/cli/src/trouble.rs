//! Why a command ends before its time, and what the shell is told then.

use core::fmt::{self, Display};
use megamixer_bounce::{Failure, SessionError};
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// What kind of trouble: each has its exit code, which `--help` and docs/command-line.md list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something could not be done, such as writing a file.
    Failed,
    /// It was asked for what cannot be meant.
    Misuse,
    /// A session, or a file that it plays, is not what it should be.
    Input,
    /// Somebody wanted it to stop.
    Interrupted,
}

/// Trouble, in words for whoever typed the command.
#[derive(Clone, Debug)]
pub struct Trouble {
    kind: Kind,
    message: String,
}

/// What a command comes to.
pub type Outcome<T> = Result<T, Trouble>;

impl Trouble {
    /// Something could not be done.
    pub fn failed(message: impl Into<String>) -> Self {
        Self { kind: Kind::Failed, message: message.into() }
    }

    /// It was asked for what cannot be meant.
    pub fn misuse(message: impl Into<String>) -> Self {
        Self { kind: Kind::Misuse, message: message.into() }
    }

    /// A session or a sound is not what it should be.
    pub fn input(message: impl Into<String>) -> Self {
        Self { kind: Kind::Input, message: message.into() }
    }

    /// Somebody wanted it to stop.
    pub fn interrupted() -> Self {
        Self { kind: Kind::Interrupted, message: "interrupted: nothing was written".into() }
    }

    /// A file could not be written.
    pub fn writing(target: &Path, error: &io::Error) -> Self {
        let target = target.display();
        Self::failed(match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                format!("there is no space left on the disk for {target}: nothing was written")
            }
            io::ErrorKind::FileTooLarge => {
                format!("{target} gets larger than files may be here: nothing was written")
            }
            _ => format!("{target} cannot be written: {}", spoken(error)),
        })
    }

    /// Names the session, where that is what is not as it should be.
    pub fn about(self, session: &Path) -> Self {
        let names_it = self.kind != Kind::Input;
        if names_it { self } else { Self { message: format!("{}: {}", session.display(), self.message), ..self } }
    }

    /// What the shell is told.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self.kind {
            Kind::Failed => 1,
            Kind::Misuse => 2,
            Kind::Input => 3,
            // As shells report what a Ctrl-C has ended.
            Kind::Interrupted => 130,
        })
    }
}

impl Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl core::error::Error for Trouble {}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        let failure = match failure.downcast::<Self>() {
            Ok(trouble) => return *trouble,
            Err(failure) => failure,
        };
        if failure.is::<SessionError>() { Self::input(failure.to_string()) } else { Self::failed(failure.to_string()) }
    }
}

/// What the operating system says, without its number.
pub fn spoken(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is not there".into(),
        io::ErrorKind::PermissionDenied => "that is not permitted".into(),
        io::ErrorKind::IsADirectory => "it is a folder".into(),
        io::ErrorKind::StorageFull => "there is no space left".into(),
        io::ErrorKind::NotADirectory => "a folder on the way to it is a file".into(),
        _ => error.to_string(),
    }
}
