//! What can be typed.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use megamixer_bounce::{LoudnessTarget, SampleFormat};
use std::path::PathBuf;

const EXIT_CODES: &str = "\
Exit codes:
  0    done
  1    something could not be done, such as writing a file; nothing was written
  2    the command line cannot be meant
  3    the session, or a file that it plays, is not what it should be
  130  interrupted; nothing was written";

/// What is to be done.
pub enum Task {
    /// Mix a session down.
    Render(Render),
    /// Say what a session is.
    Inspect { session: PathBuf },
    /// Measure a sound file.
    Meter { file: PathBuf, json: bool },
}

/// How a session is mixed down.
pub struct Render {
    pub session: PathBuf,
    pub output: PathBuf,
    pub stems: Option<PathBuf>,
    /// Every strip is written, not those alone that go to the master.
    pub strips: bool,
    pub report: Option<PathBuf>,
    pub target: LoudnessTarget,
    pub format: SampleFormat,
    /// From and to, in seconds.
    pub range: (f64, Option<f64>),
    pub threads: usize,
    pub quiet: bool,
}

/// Understands the command line, or ends the process with what clap says about it.
pub fn read() -> Task {
    let matches = command().get_matches();
    match matches.subcommand() {
        Some(("render", matches)) => Task::Render(render(matches)),
        Some(("inspect", matches)) => Task::Inspect { session: path(matches, "session") },
        Some(("meter", matches)) => Task::Meter { file: path(matches, "file"), json: matches.get_flag("json") },
        _ => unreachable!("one of the commands is required"),
    }
}

fn command() -> Command {
    Command::new("megamixer")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Mixes a session down to files: the console that plays live, over whole files, on all cores")
        .after_help(EXIT_CODES)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(render_command())
        .subcommand(
            Command::new("inspect")
                .about("Says what a session is, looks at every file that it plays, and lists all that is wrong with it")
                .after_help(EXIT_CODES)
                .arg(file("session", "The session, JSON")),
        )
        .subcommand(
            Command::new("meter")
                .about("Measures a sound file: loudness (EBU R 128), loudness range, true peak")
                .after_help(EXIT_CODES)
                .arg(file("file", "A WAV, FLAC, MP3 or Ogg Vorbis file"))
                .arg(flag("json", "Prints JSON")),
        )
}

fn render_command() -> Command {
    Command::new("render")
        .about("Mixes a session down to a WAV file")
        .after_help(EXIT_CODES)
        .arg(file("session", "The session, JSON; files that it plays are looked for beside it"))
        .arg(option("output", "FILE", "The mix").short('o').required(true).value_parser(value_parser!(PathBuf)))
        .arg(
            option("stems", "DIR", "Writes what the master adds up, each into a file of its own, 32-bit float")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(flag("strips", "With --stems: every strip behind its fader, those that go to a bus too").requires("stems"))
        .arg(
            option("report", "FILE", "Writes what was done and measured, as JSON")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            option("lufs", "LUFS", "Brings the mix to this integrated loudness")
                .allow_negative_numbers(true)
                .value_parser(from_to(-70.0, 0.0)),
        )
        .arg(
            option("true-peak", "DBTP", "Lets no true peak be above this")
                .allow_negative_numbers(true)
                .value_parser(from_to(-24.0, 0.0)),
        )
        .arg(
            option("format", "BITS", "Samples of the mix: 16 or 24 bits with dither, or 32-bit float")
                .value_parser(PossibleValuesParser::new(["16", "24", "float"]))
                .default_value("24"),
        )
        .arg(
            option("range", "START:END", "The part of the mix from START to END, in seconds; either may be left out")
                .value_parser(range)
                .default_value(":")
                .hide_default_value(true),
        )
        .arg(
            option("threads", "N", "How many threads mix, as many as there are cores where nothing is said; the result is the same to the bit")
                .value_parser(value_parser!(u16).range(1..=256)),
        )
        .arg(flag("quiet", "Says nothing but errors and warnings").short('q'))
}

fn render(matches: &ArgMatches) -> Render {
    let number = |name: &str| matches.get_one::<f64>(name).copied();
    Render {
        session: path(matches, "session"),
        output: path(matches, "output"),
        stems: matches.get_one("stems").cloned(),
        strips: matches.get_flag("strips"),
        report: matches.get_one("report").cloned(),
        target: LoudnessTarget { lufs: number("lufs"), true_peak_db: number("true-peak") },
        format: match matches.get_one::<String>("format").map(String::as_str) {
            Some("16") => SampleFormat::Int16,
            Some("float") => SampleFormat::Float32,
            _ => SampleFormat::Int24,
        },
        range: *matches.get_one("range").expect("it has a default"),
        threads: matches.get_one::<u16>("threads").map_or_else(cores, |threads| usize::from(*threads)),
        quiet: matches.get_flag("quiet"),
    }
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn path(matches: &ArgMatches, name: &str) -> PathBuf {
    matches.get_one::<PathBuf>(name).cloned().expect("it is required")
}

fn file(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).help(help).required(true).value_parser(value_parser!(PathBuf))
}

fn option(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help).action(ArgAction::SetTrue)
}

fn from_to(min: f64, max: f64) -> impl Fn(&str) -> Result<f64, String> + Clone + Send + Sync + 'static {
    move |text| match text.parse::<f64>() {
        Ok(number) if (min..=max).contains(&number) => Ok(number),
        _ => Err(format!("takes a number from {min} to {max}")),
    }
}

fn range(text: &str) -> Result<(f64, Option<f64>), String> {
    let wrong = || "takes START:END in seconds, such as 12.5:60, :30 or 90:".to_owned();
    let (start, end) = text.split_once(':').ok_or_else(wrong)?;
    let seconds = |text: &str| match text.parse::<f64>() {
        Ok(number) if (0.0..=86_400.0).contains(&number) => Ok(Some(number)),
        _ if text.is_empty() => Ok(None),
        _ => Err(wrong()),
    };
    let (start, end) = (seconds(start)?.unwrap_or(0.0), seconds(end)?);
    if end.is_some_and(|end| end <= start) {
        return Err("its END has to be behind its START".into());
    }
    Ok((start, end))
}
