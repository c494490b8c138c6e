//! The command line.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use super::Options;
use crate::glyph::FontGlyphs;
use crate::scenario;

/// What `--help` says.
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

/// What was asked for.
#[derive(Debug)]
pub enum Command {
    /// To be shown the help.
    Help,
    /// To listen here.
    Listen(IpAddr, u16, Options),
}

/// Reads the arguments, without the program's name.
pub fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Command, String> {
    let mut host = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let mut port = 8791;
    let mut options = Options { logs: true, ..Options::default() };
    while let Some(argument) = arguments.next() {
        let (name, inline) = match argument.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (argument.as_str(), None),
        };
        let mut value = || inline.clone().or_else(|| arguments.next()).ok_or(format!("{name} needs a value"));
        match name {
            "--help" | "-h" => return Ok(Command::Help),
            "--quiet" => options.logs = false,
            "--port" => port = number(name, &value()?)?,
            "--host" => host = number(name, &value()?)?,
            "--latency-ms" => options.latency_ms = number(name, &value()?)?,
            "--scenario" => options.scenario = Some(scenario(value()?)?),
            "--font" => options.font = Some(font(value()?.into())?),
            "--max-connections" => options.max_connections = number(name, &value()?)?,
            other => return Err(format!("unknown option {other}")),
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

fn number<T: std::str::FromStr>(name: &str, value: &str) -> Result<T, String> {
    value.parse().map_err(|_| format!("{name} cannot be {value:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_are_read_in_both_spellings() {
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
        assert_eq!(read("--port").err().as_deref(), Some("--port needs a value"));
        assert_eq!(read("--port x").err().as_deref(), Some("--port cannot be \"x\""));
        assert_eq!(read("--font Cargo.toml").err().as_deref(), Some("Cargo.toml is no font"));
        assert!(read("--scenario cat").is_err_and(|complaint| complaint.contains("no scenario \"cat\"")));
        assert_eq!(read("--prot 1").err().as_deref(), Some("unknown option --prot"));
    }
}
