//! The emulator as a server.

use std::io::Write;
use std::net::TcpListener;
use std::process::ExitCode;

use tintype_emulator::serve::cli::{self, Command};
use tintype_emulator::serve::{ShutdownHandle, run};

fn main() -> ExitCode {
    match start() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("tintype-emulator: {message}\nTry --help.");
            ExitCode::FAILURE
        }
    }
}

fn start() -> Result<(), String> {
    let (host, port, options) = match cli::parse(lexopt::Parser::from_env())? {
        Command::Help => {
            print!("{}", cli::HELP);
            return Ok(());
        }
        Command::Listen(host, port, options) => (host, port, options),
    };
    let listener = TcpListener::bind((host, port))
        .map_err(|error| format!("cannot listen on {host}:{port}: {error}"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let shutdown = ShutdownHandle::of(&listener);
    let handle = shutdown.clone();
    // A second signal exits immediately.
    let ended = ctrlc::set_handler(move || {
        if handle.request() {
            std::process::exit(130);
        }
    });
    ended.map_err(|error| format!("cannot listen for signals: {error}"))?;
    println!("listening on http://{address}");
    // A parent process may be waiting for the line.
    std::io::stdout().flush().map_err(|error| error.to_string())?;
    run(&listener, options, &shutdown).map_err(|error| error.to_string())
}
