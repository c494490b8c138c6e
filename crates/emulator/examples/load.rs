//! A load test with many concurrent clients that reports the server's memory: `cargo run --release -p tintype-emulator
//! --features serve --example load -- [CLIENTS] [ROUNDS]`.
//!
//! The server is this program again, in its own process. Its memory is read from /proc, so it is only available on
//! Linux.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, io, thread};

use tintype_emulator::serve::{Options, ShutdownHandle, run};

const FLASH: &str = "/scenario/heavy/v1beta/models/gemini-2.5-flash-image:generateContent";
const PRO: &str = "/scenario/heavy/v1beta/models/gemini-3-pro-image:generateContent";
const HUGE: &str = "/scenario/huge+heavy/v1beta/models/gemini-2.5-flash-image:generateContent";

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if arguments.first().is_some_and(|word| word == "serve") {
        return serve();
    }
    let number = |at: usize, usual| arguments.get(at).and_then(|word| word.parse().ok()).unwrap_or(usual);
    let (clients, rounds) = (number(0, 200), number(1, 6));
    let mut server = Server::start()?;
    println!("at rest: {}", server.memory());
    for round in 1..=rounds {
        report(&format!("round {round}, {clients} at once"), &server, FLASH, "1K", clients);
    }
    report("one of 4096 x 4096, PNG", &server, HUGE, "4K", 1);
    report("one of 5504 x 3072, JPEG", &server, PRO, "4K", 1);
    server.process.kill()
}

fn serve() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("{}", listener.local_addr()?);
    run(&listener, Options::default(), &ShutdownHandle::of(&listener))
}

struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start() -> io::Result<Self> {
        let mut process = Command::new(env::current_exe()?).arg("serve").stdout(Stdio::piped()).spawn()?;
        let mut address = String::new();
        if let Some(output) = process.stdout.take() {
            BufReader::new(output).read_line(&mut address)?;
        }
        Ok(Self { process, address: address.trim().to_owned() })
    }

    /// Returns the current and the peak memory in megabytes.
    fn memory(&self) -> String {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let of = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("0");
            line.split_whitespace().next().and_then(|kilobytes| kilobytes.parse().ok()).unwrap_or(0) / 1024
        };
        format!("{} MB now, {} MB at most", of("VmRSS:"), of("VmHWM:"))
    }
}

fn report(what: &str, server: &Server, path: &str, size: &str, clients: usize) {
    let start = Instant::now();
    let threads: Vec<_> = (0..clients)
        .map(|index| {
            let (address, request) = (server.address.clone(), request(path, size, index));
            thread::spawn(move || exchange(&address, &request).map(|bytes| (bytes, start.elapsed())))
        })
        .collect();
    let mut answers: Vec<(usize, Duration)> =
        threads.into_iter().filter_map(|thread| thread.join().ok()?.ok()).collect();
    let took = start.elapsed();
    answers.sort_by_key(|(_, time)| *time);
    let bytes: usize = answers.iter().map(|(bytes, _)| bytes).sum();
    let at = |share: usize| answers.get((answers.len() * share / 100).min(answers.len().max(1) - 1));
    let time = |share| at(share).map(|(_, time)| *time).unwrap_or_default();
    // Recently closed connections still hold some memory.
    thread::sleep(Duration::from_millis(300));
    println!(
        "{what}: {} whole answers of {:.2} MB on average in {took:.1?}, half within {:.1?}, all but 5 % within {:.1?}; {}",
        answers.len(),
        bytes as f64 / answers.len().max(1) as f64 / 1e6,
        time(50),
        time(95),
        server.memory()
    );
}

fn request(path: &str, size: &str, index: usize) -> String {
    let config =
        if path == PRO { format!(r#"{{"aspectRatio":"16:9","imageSize":"{size}"}}"#) } else { "{}".into() };
    let body = format!(
        r#"{{"contents":[{{"parts":[{{"text":"Boat number {index} on a lake at dusk"}}]}}],"generationConfig":{{"imageConfig":{config}}}}}"#
    );
    format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sandbox\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Sends a request and reads until the end. Returns the length of a complete, successful answer.
fn exchange(address: &str, request: &str) -> io::Result<usize> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(request.as_bytes())?;
    let mut chunk = [0; 64 * 1024];
    let (mut length, mut start, mut end) = (0, Vec::new(), Vec::new());
    loop {
        let count = stream.read(&mut chunk)?;
        if count == 0 {
            break;
        }
        if length == 0 {
            start.extend_from_slice(&chunk[..count.min(15)]);
        }
        length += count;
        end.extend_from_slice(&chunk[..count]);
        end.drain(..end.len().saturating_sub(5));
    }
    let is_whole = start == *b"HTTP/1.1 200 OK" && end == *b"0\r\n\r\n";
    is_whole.then_some(length).ok_or_else(|| io::Error::other("not a whole answer"))
}
