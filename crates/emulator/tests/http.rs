//! Tests of the HTTP server over real sockets, with requests written byte by byte.

#![cfg(feature = "serve")]
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use tintype_emulator::serve::{Options, ShutdownHandle, run};

const BODY: &str =
    r#"{"contents":[{"parts":[{"text":"Hills"}]}],"generationConfig":{"imageConfig":{"imageSize":"512"}}}"#;
const GENERATE: &str = "/v1beta/models/gemini-3.1-flash-image:generateContent";

const GET: &str = "GET / HTTP/1.1\r\nConnection: close\r\n\r\n";

/// Returns the address of a server that all tests of this file share.
fn address() -> SocketAddr {
    static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();
    *ADDRESS.get_or_init(|| start(Options::default()).0)
}

/// Starts a server for one test.
fn start(options: Options) -> (SocketAddr, ShutdownHandle, thread::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, shutdown) = (listener.local_addr().unwrap(), ShutdownHandle::of(&listener));
    let handle = shutdown.clone();
    (address, shutdown, thread::spawn(move || run(&listener, options, &handle).unwrap()))
}

fn connect() -> TcpStream {
    connect_to(address())
}

fn connect_to(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream
}

fn post(path: &str, last: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sandbox\r\nContent-Length: {}\r\n{last}\r\n{BODY}",
        BODY.len()
    )
}

/// Sends a request with `connection: close` and reads the response to its end.
fn send(request: &str) -> String {
    send_to(address(), request)
}

fn send_to(address: SocketAddr, request: &str) -> String {
    let mut stream = connect_to(address);
    stream.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn an_answer_is_chunked_and_ends() {
    let answer = send(&post(GENERATE, "Connection: close\r\n"));
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{}", &answer[..200]);
    assert!(answer.contains("\r\ntransfer-encoding: chunked\r\n"));
    assert!(answer.ends_with("\r\n0\r\n\r\n"));
}

#[test]
fn a_cut_answer_has_no_end_and_a_reset_one_no_beginning() {
    let cut = send(&post(&format!("/scenario/cut{GENERATE}"), ""));
    assert!(cut.starts_with("HTTP/1.1 200 OK\r\n") && !cut.ends_with("0\r\n\r\n"));
    assert!(cut.len() > 10_000);

    let mut stream = connect();
    stream.write_all(post(&format!("/scenario/reset{GENERATE}"), "").as_bytes()).unwrap();
    let error = stream.read_to_end(&mut Vec::new()).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
}

#[test]
fn one_connection_takes_several_requests() {
    let mut stream = connect();
    let get = "GET /scenario HTTP/1.1\r\nHost: x\r\n\r\n";
    stream.write_all(format!("{get}{get}GET / HTTP/1.1\r\nConnection: close\r\n\r\n").as_bytes()).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    assert_eq!(text.matches("HTTP/1.1 200 OK").count(), 3);
}

#[test]
fn large_bodies_are_asked_for_and_too_large_ones_refused() {
    let mut stream = connect();
    let head = post(GENERATE, "Expect: 100-continue\r\nConnection: close\r\n");
    let (head, body) = head.split_at(head.len() - BODY.len());
    stream.write_all(head.as_bytes()).unwrap();
    let mut interim = [0; 25];
    stream.read_exact(&mut interim).unwrap();
    assert_eq!(&interim, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(body.as_bytes()).unwrap();
    let mut rest = String::new();
    stream.read_to_string(&mut rest).unwrap();
    assert!(rest.starts_with("HTTP/1.1 200 OK"));

    let huge = format!("POST {GENERATE} HTTP/1.1\r\nContent-Length: 999999999\r\n\r\n");
    assert!(send(&huge).starts_with("HTTP/1.1 413 "));
}

#[test]
fn a_hanging_request_ends_with_its_client_and_others_are_served_meanwhile() {
    let (narrow, ..) = start(Options { max_connections: 1, ..Options::default() });
    let mut hanging = [address(), narrow].map(connect_to);
    for stream in &mut hanging {
        stream.write_all(post(&format!("/scenario/hang{GENERATE}"), "").as_bytes()).unwrap();
    }
    assert!(send(GET).starts_with("HTTP/1.1 200 OK"));
    for stream in &mut hanging {
        stream.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
        assert!(stream.read(&mut [0; 1]).is_err(), "nothing comes");
    }
    assert!(send_to(narrow, GET).starts_with("HTTP/1.1 503 "), "its one place is taken");
    drop(hanging);
    // The server notices the disconnects after a delay.
    while !send_to(narrow, GET).starts_with("HTTP/1.1 200 OK") {
        thread::yield_now();
    }
}

#[test]
fn many_clients_are_served_at_once() {
    let clients: Vec<_> =
        (0..24).map(|_| thread::spawn(|| send(&post(GENERATE, "Connection: close\r\n")))).collect();
    for client in clients {
        assert!(client.join().unwrap().ends_with("0\r\n\r\n"));
    }
}

#[test]
fn a_scenario_counts_its_attempts() {
    let path = format!("/scenario/recovers/http-test{GENERATE}");
    let status = |text: String| text[9..12].to_owned();
    let first = status(send(&post(&path, "Connection: close\r\n")));
    let second = status(send(&post(&path, "Connection: close\r\n")));
    assert_eq!([first.as_str(), second.as_str()], ["503", "200"]);
}

#[test]
fn a_scenario_can_be_played_for_every_request() {
    let (address, ..) = start(Options { scenario: Some("overloaded,ok".into()), ..Options::default() });
    let status = |path: &str| send_to(address, &post(path, "Connection: close\r\n"))[9..12].to_owned();
    assert_eq!([status(GENERATE), status(GENERATE)], ["503", "200"]);
    assert_eq!(status(&format!("/scenario/server-error{GENERATE}")), "500", "a path's own goes first");
}

#[test]
fn more_connections_than_allowed_are_turned_away() {
    let (address, ..) = start(Options { max_connections: 2, ..Options::default() });
    let mut held: Vec<TcpStream> = (0..2).map(|_| connect_to(address)).collect();
    for stream in &mut held {
        stream.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
        stream.read_exact(&mut [0; 15]).unwrap();
    }
    let mut text = String::new();
    let _ = connect_to(address).read_to_string(&mut text);
    assert!(text.starts_with("HTTP/1.1 503 "), "{text}");
    drop(held);
    // The server notices the disconnects after a delay.
    while !send_to(address, GET).starts_with("HTTP/1.1 200 OK") {
        thread::yield_now();
    }
}

#[test]
fn a_stop_lets_what_runs_finish_and_nothing_new_in() {
    let (address, shutdown, server) = start(Options::default());
    let requested = |scenario: &str| {
        let mut stream = connect_to(address);
        stream.write_all(post(&format!("/scenario/{scenario}{GENERATE}"), "").as_bytes()).unwrap();
        stream
    };
    let mut hanging = requested("hang");
    let mut dripping = requested("drip+text-only");
    let mut start = [0; 15];
    dripping.read_exact(&mut start).unwrap();
    shutdown.request();
    let mut rest = String::new();
    dripping.read_to_string(&mut rest).unwrap();
    assert!(&start == b"HTTP/1.1 200 OK" && rest.ends_with("0\r\n\r\n"), "{rest}");
    assert_eq!(hanging.read(&mut [0; 1]).unwrap_or(0), 0);
    server.join().unwrap();
    assert!(TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_err());
}

/// Starts and ends the program as a user does.
#[cfg(unix)]
#[test]
fn the_program_listens_logs_and_ends_with_a_signal() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_tintype-emulator"))
        .args(["--port", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on http://").unwrap().parse().unwrap();
    let secret = post(
        &format!("{GENERATE}?key=sk-query-secret"),
        "X-Goog-Api-Key: sk-secret\r\nConnection: close\r\n",
    );
    assert!(send_to(address, &secret).starts_with("HTTP/1.1 200 OK"));
    Command::new("kill").args(["-TERM", &program.id().to_string()]).status().unwrap();
    let output = program.wait_with_output().unwrap();
    assert!(output.status.success(), "{:?}", output.status);
    let log = String::from_utf8(output.stderr).unwrap();
    assert!(
        log.contains(" method=POST ") && log.contains(" status=200 ") && log.contains(" end=whole"),
        "{log}"
    );
    assert!(!log.contains("secret") && !log.contains("Hills"), "{log}");
}
