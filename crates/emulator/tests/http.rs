//! The HTTP host over real sockets, spoken to byte by byte.

#![cfg(feature = "serve")]
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use tintype_emulator::serve::{Options, run};

const BODY: &str =
    r#"{"contents":[{"parts":[{"text":"Hills"}]}],"generationConfig":{"imageConfig":{"imageSize":"512"}}}"#;
const GENERATE: &str = "/v1beta/models/gemini-3.1-flash-image:generateContent";

/// One server for all tests of this file.
fn address() -> SocketAddr {
    static ADDRESS: OnceLock<SocketAddr> = OnceLock::new();
    *ADDRESS.get_or_init(|| {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || run(&listener, Options::default()));
        address
    })
}

fn connect() -> TcpStream {
    let stream = TcpStream::connect(address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream
}

fn post(path: &str, last: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sandbox\r\nContent-Length: {}\r\n{last}\r\n{BODY}",
        BODY.len()
    )
}

/// Sends a request that closes, and reads until the end.
fn send(request: &str) -> String {
    let mut stream = connect();
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
    let mut hanging = connect();
    hanging.write_all(post(&format!("/scenario/hang{GENERATE}"), "").as_bytes()).unwrap();
    assert!(send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").starts_with("HTTP/1.1 200 OK"));
    hanging.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
    assert!(hanging.read(&mut [0; 1]).is_err(), "nothing comes");
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
