//! The commands of this repository, as `cargo xtask <command>`.
//!
//! ```text
//! main ── setup        what a machine needs, as data: check, say, install
//!      ├─ serve        set-up, trunk, a static server
//!      ├─ split        what trunk has built, in two halves
//!      ├─ site         Studio for a host, below any path
//!      ├─ test         the stages, fast first; counts what the runners report
//!      ├─ npm          wasm (cargo → wasm-bindgen → wasm-opt) + hand-written modules → crates/core/pkg
//!      ├─ sandbox      the emulator as a browser worker → target/sandbox
//!      ├─ emulator     the emulator over HTTP
//!      ├─ bench        the package against its peers, as tables
//!      └─ audit        what is known against the crates and packages that are locked
//! ```
//!
//! In scope: building, serving, testing, and what they need on a machine.
//! Out of scope: anything that ends up in a browser.

mod audit;
mod bench;
mod browsers;
mod counts;
mod emulator;
mod files;
mod glue;
mod http;
mod lock;
mod npm;
mod process;
mod project;
mod sandbox;
mod screen;
mod serve;
mod setup;
mod site;
mod studio;
mod test;
mod wasm;

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::{Long, Short, Value, ValueExt};

use crate::bench::Wishes;
use crate::project::Project;
use crate::site::Place;

const HELP: &str = "\
cargo xtask <command>

  serve [--port 8080]         set up, build Tintype Studio and serve it on 127.0.0.1
  site [--base /path/] [--out target/site] [--packed]
                              build Studio for a static host: for any path, or for that one alone;
                              --packed adds .br and .gz files for hosts that serve those
  test [STAGE…] [--list]      set up and run every test, or only the stages named
  npm                         build the npm package into crates/core/pkg
  split                       trunk's last step: Studio in two halves, one of them loaded when it is needed
  sandbox                     build the in-browser emulator into target/sandbox
  emulator [--port 8791]      run the emulator over HTTP on 127.0.0.1
  bench [--filter '20mb sse'] [--runs 7] [--write-docs] [--last]
                              measure the package against its peers in real browsers;
                              --last prints the run before this one again
  audit                       known vulnerabilities of what is locked, where the databases can be had
  doctor                      what is installed, what is missing, what would be done
";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// What the command line asked for.
struct Arguments {
    command: String,
    port: Option<u16>,
    list: bool,
    names: Vec<String>,
    wishes: Wishes,
    place: Place,
}

fn run() -> Result<ExitCode> {
    let Some(arguments) = parse(lexopt::Parser::from_env())? else {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    };
    let project = Project::find()?;
    match arguments.command.as_str() {
        "serve" => serve::serve(&project, arguments.port.unwrap_or(8080))?,
        "site" => site::site(&project, &arguments.place)?,
        "test" if arguments.list => test::list(),
        "test" => return test::test(&project, &arguments.names),
        "npm" => npm::npm(&project)?,
        "split" => studio::split(&project)?,
        "sandbox" => sandbox::sandbox(&project)?,
        "emulator" => return emulator::emulator(&project, arguments.port.unwrap_or(8791)),
        "bench" => return bench::bench(&project, &arguments.wishes),
        "audit" => {
            let failed = audit::audit(&project)?.failed > 0;
            return Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS });
        }
        "doctor" => return setup::doctor(&project),
        other => bail!("there is no command `{other}`\n\n{HELP}"),
    }
    Ok(ExitCode::SUCCESS)
}

/// `None` when help was asked for, or nothing at all.
fn parse(mut parser: lexopt::Parser) -> Result<Option<Arguments>> {
    let mut words = Vec::new();
    let (mut port, mut list, mut wishes) = (None, false, Wishes::default());
    let mut place = Place::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("port") => port = Some(parser.value()?.parse()?),
            Long("list") => list = true,
            Long("base") => place.base = parser.value()?.parse()?,
            Long("out") => place.folder = Some(parser.value()?.into()),
            Long("packed") => place.packed = true,
            Long("filter") => wishes.filter = Some(parser.value()?.string()?),
            Long("runs") => wishes.runs = Some(parser.value()?.parse()?),
            Long("write-docs") => wishes.write_docs = true,
            Long("last") => wishes.last = true,
            Value(word) => words.push(word.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    if words.is_empty() {
        return Ok(None);
    }
    let command = words.remove(0);
    if !words.is_empty() && command != "test" {
        bail!("`{command}` takes no `{}`\n\n{HELP}", words[0]);
    }
    Ok(Some(Arguments { command, port, list, names: words, wishes, place }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn parsed(words: &[&str]) -> Result<Option<Arguments>> {
        parse(lexopt::Parser::from_args(words))
    }

    #[test]
    fn reads_command_port_and_stage_names() {
        let arguments = parsed(&["serve", "--port", "9000"]).unwrap().unwrap();
        assert_eq!((arguments.command.as_str(), arguments.port), ("serve", Some(9000)));
        let arguments = parsed(&["bench", "--filter", "20mb sse", "--runs", "3"]).unwrap().unwrap();
        assert_eq!((arguments.wishes.filter.as_deref(), arguments.wishes.runs), (Some("20mb sse"), Some(3)));
        let arguments = parsed(&["site", "--base", "/pictures/"]).unwrap().unwrap();
        assert_eq!(arguments.place.base.to_string(), "/pictures/");
        let arguments = parsed(&["test", "tidy", "fmt"]).unwrap().unwrap();
        assert_eq!(arguments.names, ["tidy", "fmt"]);
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        assert!(parsed(&["serve", "--prot", "1"]).is_err());
        assert!(parsed(&["serve", "--port", "99999"]).is_err());
        assert!(parsed(&["site", "--base", "pictures"]).is_err());
        assert!(parsed(&["npm", "extra"]).is_err());
        assert!(parsed(&["bench", "--runs", "many"]).is_err());
        assert!(parsed(&[]).unwrap().is_none());
        assert!(parsed(&["test", "--help"]).unwrap().is_none());
    }
}
