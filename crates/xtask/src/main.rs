//! The commands of this repository, as `cargo xtask <command>`.
//!
//! ```text
//! main ── setup        the tools of a machine, as data: check, report, install
//!      ├─ serve        set-up, trunk, a static server; with --dev, cargo and reloads
//!      ├─ split        trunk's output as app shell and lazy chunk
//!      ├─ site         Studio and the documentation for a host, below any path
//!      ├─ test         the stages, fast first; counts the reports of the runners
//!      ├─ ahead        the builds of the stages, at low priority during the first of them
//!      ├─ npm          wasm (cargo → wasm-bindgen → wasm-opt) + hand-written modules → crates/core/pkg
//!      ├─ sandbox      the emulator as a browser worker → target/sandbox
//!      ├─ emulator     the emulator over HTTP
//!      ├─ bench        the package against its peers, as tables
//!      └─ audit        licences, sources and known vulnerabilities of locked crates and packages
//! ```
//!
//! In scope: building, serving, testing, and the tools for these.
//! Out of scope: code that runs in a browser.

mod audit;
mod bench;
mod browsers;
mod changes;
mod counts;
mod dev;
mod display;
mod documentation;
mod emulator;
mod files;
mod glue;
mod http;
mod join;
mod lock;
mod npm;
mod process;
mod project;
mod sandbox;
mod serve;
mod setup;
mod site;
mod stamp;
mod studio;
mod test;
mod wasm;

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::{Long, Short, Value, ValueExt};

use crate::bench::BenchArguments;
use crate::project::Project;
use crate::site::Location;

const HELP: &str = "\
cargo xtask <command>

  serve [--port 8080] [--dev] set up, build Tintype Studio and serve it on 127.0.0.1;
                              --dev compiles quickly, and reloads the page after each change
  site [--base /path/] [--out target/site] [--packed] [--studio-only]
                              build Studio, and the documentation below docs/, for a static host:
                              for any path, or for that one alone; --packed adds .br and .gz files
                              for hosts that serve those, --studio-only leaves the documentation out
  test [STAGE…] [--list]      set up and run every test, or only the stages named
  ahead                       build what the stages need; a whole run of them does so by itself
  npm                         build the npm package into crates/core/pkg
  split                       trunk's last step: divides Studio into app shell and lazy chunk
  sandbox                     build the in-browser emulator into target/sandbox
  emulator [--port 8791]      run the emulator over HTTP on 127.0.0.1
  bench [--filter '20mb sse'] [--runs 7] [--write-docs] [--last]
                              measure the package against its peers in real browsers;
                              --last prints the run before this one again
  audit                       licences, sources and duplicates of locked crates, and known vulnerabilities of all
                              locked packages, where the databases can be reached
  doctor                      installed and missing tools, and how to install them
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

/// The parsed command line.
struct Arguments {
    command: String,
    port: Option<u16>,
    list: bool,
    dev: bool,
    names: Vec<String>,
    bench: BenchArguments,
    location: Location,
}

fn run() -> Result<ExitCode> {
    let Some(arguments) = parse(lexopt::Parser::from_env())? else {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    };
    let project = Project::find()?;
    match arguments.command.as_str() {
        "serve" => serve::serve(&project, arguments.port.unwrap_or(8080), arguments.dev)?,
        "site" => site::site(&project, &arguments.location)?,
        "test" if arguments.list => test::list(),
        "ahead" => test::build_ahead(&project)?,
        "test" => return test::test(&project, &arguments.names),
        "npm" => npm::npm(&project)?,
        "split" => studio::split(&project)?,
        "sandbox" => sandbox::sandbox(&project)?,
        "emulator" => return emulator::emulator(&project, arguments.port.unwrap_or(8791)),
        "bench" => return bench::bench(&project, &arguments.bench),
        "audit" => {
            return Ok(if audit::command(&project)? { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        "doctor" => return setup::doctor(&project),
        other => bail!("there is no command `{other}`\n\n{HELP}"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Parses the command line. `None` means that the help is printed.
fn parse(mut parser: lexopt::Parser) -> Result<Option<Arguments>> {
    let mut words = Vec::new();
    let (mut port, mut list, mut dev, mut bench) = (None, false, false, BenchArguments::default());
    let mut location = Location::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("port") => port = Some(parser.value()?.parse()?),
            Long("list") => list = true,
            Long("dev") => dev = true,
            Long("base") => location.base = parser.value()?.parse()?,
            Long("out") => location.folder = Some(parser.value()?.into()),
            Long("packed") => location.packed = true,
            Long("studio-only") => location.studio_only = true,
            Long("filter") => bench.filter = Some(parser.value()?.string()?),
            Long("runs") => bench.runs = Some(parser.value()?.parse()?),
            Long("write-docs") => bench.write_docs = true,
            Long("last") => bench.last = true,
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
    Ok(Some(Arguments { command, port, list, dev, names: words, bench, location }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn parsed(words: &[&str]) -> Result<Option<Arguments>> {
        parse(lexopt::Parser::from_args(words))
    }

    #[test]
    fn command_port_and_stage_names_are_read() {
        let arguments = parsed(&["serve", "--port", "9000"]).unwrap().unwrap();
        assert_eq!((arguments.command.as_str(), arguments.port), ("serve", Some(9000)));
        let arguments = parsed(&["bench", "--filter", "20mb sse", "--runs", "3"]).unwrap().unwrap();
        assert_eq!((arguments.bench.filter.as_deref(), arguments.bench.runs), (Some("20mb sse"), Some(3)));
        let arguments = parsed(&["site", "--base", "/pictures/"]).unwrap().unwrap();
        assert_eq!(arguments.location.base.to_string(), "/pictures/");
        assert!(!arguments.location.studio_only);
        assert!(parsed(&["site", "--studio-only"]).unwrap().unwrap().location.studio_only);
        let arguments = parsed(&["test", "tidy", "fmt"]).unwrap().unwrap();
        assert_eq!(arguments.names, ["tidy", "fmt"]);
    }

    #[test]
    fn unknown_options_are_refused() {
        assert!(parsed(&["serve", "--prot", "1"]).is_err());
        assert!(parsed(&["serve", "--port", "99999"]).is_err());
        assert!(parsed(&["site", "--base", "pictures"]).is_err());
        assert!(parsed(&["npm", "extra"]).is_err());
        assert!(parsed(&["bench", "--runs", "many"]).is_err());
        assert!(parsed(&[]).unwrap().is_none());
        assert!(parsed(&["test", "--help"]).unwrap().is_none());
    }
}
