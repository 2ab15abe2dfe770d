//! THE COMMAND LINE. Sessions mixed down to files, by the same engine that plays them live. docs/command-line.md is its manual.

mod arguments;
mod document;
mod inspect;
mod interrupt;
mod meter;
mod output;
mod progress;
mod render;
mod report;
mod sound;
mod tell;
mod trouble;

use arguments::Task;
use std::process::ExitCode;

fn main() -> ExitCode {
    let task = arguments::read();
    let outcome = interrupt::listen().and_then(|()| match task {
        Task::Render(arguments) => render::run(&arguments),
        Task::Inspect { session } => inspect::run(&session),
        Task::Meter { file, json } => meter::run(&file, json),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            tell::warn(&trouble);
            trouble.exit_code()
        }
    }
}
