//! The command line.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use lexopt::prelude::{Long, Short, ValueExt};
use tintype_painter::FontGlyphs;

use super::Options;
use crate::scenario;

/// The output of `--help`.
pub const HELP: &str = "\
tintype-emulator: a stand-in for the Gemini image API, for working without a key or a network.
It draws a picture from the prompt; no model is asked and nothing leaves this machine.

Usage: tintype-emulator [OPTIONS]

  --port PORT            where to listen; 0 picks a free port          (default 8791)
  --host ADDRESS         0.0.0.0 lets other machines in                (default 127.0.0.1)
  --latency-ms MS        waits so long before every good answer        (default 0)
  --scenario SPEC        plays this for requests that name none        (default: good answers)
  --font FILE            a .ttf, .otf or .ttc with the letters of your prompts; without it, the bundled
                         font and those of this machine are used
  --max-connections N    turns away more than so many at once          (default 512)
  --quiet                no line for each request on standard error
  --help                 this text

It prints one line when it is ready. Point a client at that address, with any key that begins with sk-, or the
key sandbox (keys that begin with sk-bad are refused):

  curl http://127.0.0.1:8791/v1beta/models/gemini-2.5-flash-image:generateContent \\
    -H 'Authorization: Bearer sandbox' -H 'Content-Type: application/json' \\
    -d '{\"contents\":[{\"parts\":[{\"text\":\"A red boat at dusk\"}]}]}'

A base URL of http://127.0.0.1:8791/scenario/NAME plays a misbehaviour by name, such as rate-limited or
cut;at=40%. Open http://127.0.0.1:8791/scenario to see them all.

Ctrl-C or SIGTERM ends it: what runs may finish for up to five seconds, a second Ctrl-C ends it at once.
";

/// The parsed command line.
#[derive(Debug)]
pub enum Command {
    /// Show the help.
    Help,
    /// Listen at this address.
    Listen(IpAddr, u16, Options),
}

/// Parses the arguments of the program.
pub fn parse(parser: lexopt::Parser) -> Result<Command, String> {
    // The errors of `lexopt` name the option and the value.
    read(parser).map_err(|error| error.to_string())
}

fn read(mut parser: lexopt::Parser) -> Result<Command, lexopt::Error> {
    let mut host = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let mut port = 8791;
    let mut options = Options { logs: true, ..Options::default() };
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(Command::Help),
            Long("quiet") => options.logs = false,
            Long("port") => port = parser.value()?.parse()?,
            Long("host") => host = parser.value()?.parse()?,
            Long("latency-ms") => options.latency_ms = parser.value()?.parse()?,
            Long("scenario") => options.scenario = Some(scenario(parser.value()?.string()?)?),
            Long("font") => options.font = Some(font(parser.value()?.into())?),
            Long("max-connections") => options.max_connections = parser.value()?.parse()?,
            other => return Err(other.unexpected()),
        }
    }
    Ok(Command::Listen(host, port, options))
}

fn scenario(spec: String) -> Result<String, String> {
    let spec = spec.trim_matches('/').to_owned();
    scenario::check(&spec).map(|()| spec)
}

fn font(path: PathBuf) -> Result<PathBuf, String> {
    FontGlyphs::is_font(&path).then_some(path.clone()).ok_or_else(|| format!("{} is no font", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, String> {
        parse(lexopt::Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn options_are_read_in_both_notations() {
        assert!(
            matches!(read("--port 0 --latency-ms=5"), Ok(Command::Listen(host, 0, Options { latency_ms: 5, .. })) if host.is_loopback())
        );
        assert!(matches!(read("--port 1 --help"), Ok(Command::Help)));
        let listens = |line: &str, spec: &str| matches!(read(line), Ok(Command::Listen(_, _, Options { scenario: Some(found), .. })) if found == spec);
        assert!(listens("--scenario cut;at=5", "cut;at=5"));
        assert!(listens("--scenario=cut;at=5,ok", "cut;at=5,ok"));
    }

    #[test]
    fn mistakes_are_named() {
        assert_eq!(read("--port").err().as_deref(), Some("missing argument for option '--port'"));
        assert!(read("--port x").is_err_and(|complaint| complaint.contains("\"x\"")));
        assert_eq!(read("--font Cargo.toml").err().as_deref(), Some("Cargo.toml is no font"));
        assert!(read("--scenario cat").is_err_and(|complaint| complaint.contains("no scenario \"cat\"")));
        assert_eq!(read("--prot 1").err().as_deref(), Some("invalid option '--prot'"));
    }
}
