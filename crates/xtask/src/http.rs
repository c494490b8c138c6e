//! A static file server for one folder on this machine: GET and HEAD, always revalidated. tiny_http implements HTTP.

use std::fs;
use std::io::{Cursor, Result as IoResult, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::UNIX_EPOCH;

use anyhow::{Result, anyhow};
use percent_encoding::percent_decode_str;
use tiny_http::{Header, Method, Request, Server};

use crate::changes::Changes;

/// The path of the event stream of [`Changes`].
pub(crate) const EVENTS: &str = "/changes";

/// Serves until the process ends. With `changes`, [`EVENTS`] is a stream of them.
pub(crate) fn serve_folder(
    listener: TcpListener,
    folder: &Path,
    changes: Option<&Arc<Changes>>,
) -> Result<()> {
    let server = Server::from_listener(listener, None).map_err(|error| anyhow!(error))?;
    let folder: Arc<Path> = folder.into();
    for request in server.incoming_requests() {
        let (folder, changes) = (Arc::clone(&folder), changes.cloned());
        // A browser may close the connection during a response.
        thread::spawn(move || match changes.filter(|_| request.url() == EVENTS) {
            Some(changes) => stream(request, &changes),
            None => answer(request, &folder),
        });
    }
    Ok(())
}

/// Sends each change as a server-sent event, until the browser closes the connection.
fn stream(request: Request, changes: &Changes) -> IoResult<()> {
    let mut writer = request.into_writer();
    writer.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
          Connection: close\r\n\r\n",
    )?;
    let mut seen = changes.count();
    loop {
        writer.flush()?;
        let (count, event) = changes.after(seen);
        seen = count;
        // Without a change, writing a comment detects whether the browser has disconnected.
        writer.write_all(
            event.map_or(": none\n\n".to_owned(), |event| format!("event: {event}\ndata:\n\n")).as_bytes(),
        )?;
    }
}

fn answer(request: Request, folder: &Path) -> IoResult<()> {
    let known = request.headers().iter().find(|header| header.field.equiv("If-None-Match"));
    let known = known.map(|header| header.value.to_string()).unwrap_or_default();
    let response = respond(folder, request.method(), request.url(), &known);
    request.respond(response.into_http())
}

#[derive(Debug)]
struct Response {
    status: u16,
    mime: &'static str,
    etag: String,
    /// The target of a redirect, or an empty string.
    location: String,
    body: Vec<u8>,
}

impl Response {
    fn plain(status: u16, text: &str) -> Self {
        let (etag, location) = (String::new(), String::new());
        Self { status, mime: "text/plain; charset=utf-8", etag, location, body: format!("{text}\n").into() }
    }

    fn moved(location: String) -> Self {
        Self { location, ..Self::plain(308, "Permanent Redirect") }
    }

    fn into_http(self) -> tiny_http::Response<Cursor<Vec<u8>>> {
        let mut response = tiny_http::Response::from_data(self.body).with_status_code(self.status);
        let headers = [
            ("Content-Type", self.mime),
            ("ETag", &self.etag),
            ("Location", &self.location),
            ("Cache-Control", "no-cache"),
            ("X-Content-Type-Options", "nosniff"),
        ];
        for (name, value) in headers.into_iter().filter(|(_, value)| !value.is_empty()) {
            if let Ok(header) = Header::from_bytes(name, value) {
                response.add_header(header);
            }
        }
        response
    }
}

/// Builds the response to a request, given the ETag of the browser's copy.
fn respond(folder: &Path, method: &Method, target: &str, known_etag: &str) -> Response {
    if !matches!(method, Method::Get | Method::Head) {
        return Response::plain(405, "Method Not Allowed");
    }
    let found = file_for(folder, target);
    if found.is_none()
        && let Some(location) = with_slash(folder, target)
    {
        return Response::moved(location);
    }
    let Some((path, (etag, body))) = found.and_then(|path| Some((path.clone(), read(&path)?))) else {
        return Response::plain(404, "Not Found");
    };
    let (mime, location) = (mime_type(&path), String::new());
    if etag == known_etag {
        return Response { status: 304, mime, etag, location, body: Vec::new() };
    }
    Response { status: 200, mime, etag, location, body }
}

fn read(path: &Path) -> Option<(String, Vec<u8>)> {
    let metadata = fs::metadata(path).ok()?;
    let age = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((format!("\"{:x}-{:x}\"", age.as_nanos(), metadata.len()), fs::read(path).ok()?))
}

/// Resolves a request target to a file inside of the folder.
fn file_for(folder: &Path, target: &str) -> Option<PathBuf> {
    let mut file = place_of(folder, target)?;
    if path_of(target).ends_with('/') {
        file.push("index.html");
    }
    file.is_file().then_some(file)
}

/// Returns the URL of a folder with its trailing slash, which relative URLs of its page need.
fn with_slash(folder: &Path, target: &str) -> Option<String> {
    let path = path_of(target);
    // Two slashes at the start would name another host.
    let is_folder = !path.starts_with("//") && place_of(folder, target)?.join("index.html").is_file();
    is_folder.then(|| format!("{path}/{}", &target[path.len()..]))
}

fn path_of(target: &str) -> &str {
    target.split(['?', '#']).next().unwrap_or_default()
}

fn place_of(folder: &Path, target: &str) -> Option<PathBuf> {
    let mut place = folder.to_owned();
    let path = percent_decode_str(path_of(target)).decode_utf8().ok()?;
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        if segment == ".." || segment.contains(['\\', ':', '\0']) {
            return None;
        }
        place.push(segment);
    }
    Some(place)
}

fn mime_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// A temporary folder of one test, removed on drop.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("tintype-http-{}-{name}", std::process::id()));
            fs::create_dir_all(folder.join("sub")).unwrap();
            fs::write(folder.join("index.html"), "hello").unwrap();
            fs::write(folder.join("sub/a b.wasm"), "wasm").unwrap();
            Self(folder)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }

    fn get(folder: &Path, target: &str) -> Response {
        respond(folder, &Method::Get, target, "")
    }

    #[test]
    fn serves_files_with_their_type() {
        let folder = Folder::new("types");
        let index = get(&folder.0, "/");
        assert_eq!(
            (index.status, index.mime, index.body.as_slice()),
            (200, "text/html; charset=utf-8", &b"hello"[..])
        );
        let wasm = get(&folder.0, "/sub/a%20b.wasm?v=1");
        assert_eq!((wasm.status, wasm.mime), (200, "application/wasm"));
    }

    #[test]
    fn revalidates_by_etag() {
        let folder = Folder::new("etag");
        let etag = get(&folder.0, "/").etag;
        assert_eq!(respond(&folder.0, &Method::Get, "/", &etag).status, 304);
        assert_eq!(respond(&folder.0, &Method::Get, "/", "\"old\"").status, 200);
    }

    #[test]
    fn a_folder_without_its_slash_is_redirected() {
        let folder = Folder::new("slash");
        fs::write(folder.0.join("sub/index.html"), "inside").unwrap();
        let moved = get(&folder.0, "/sub?a=1");
        assert_eq!((moved.status, moved.location.as_str()), (308, "/sub/?a=1"));
        assert_eq!(get(&folder.0, "/sub/?a=1").body, b"inside");
        assert_eq!(get(&folder.0, "//sub").status, 404);
        assert_eq!(get(&folder.0, "/nothing").status, 404);
    }

    #[test]
    fn stays_inside_its_folder() {
        let folder = Folder::new("inside");
        let sub = folder.0.join("sub");
        for target in ["/../index.html", "/%2e%2e/index.html", "/..%2findex.html", "/nothing", "/%zz", "/%"] {
            assert_eq!(get(&sub, target).status, 404, "{target}");
        }
        assert_eq!(respond(&folder.0, &Method::Post, "/", "").status, 405);
    }

    /// Sends a request over a socket, and reads until the text arrives.
    fn exchange(address: std::net::SocketAddr, head: &str, until: &str) -> String {
        use std::io::Read;
        let mut socket = std::net::TcpStream::connect(address).unwrap();
        socket.write_all(format!("{head}\r\nHost: a\r\n\r\n").as_bytes()).unwrap();
        let (mut text, mut byte) = (String::new(), [0]);
        while !text.contains(until) && socket.read(&mut byte).unwrap() > 0 {
            text.push(byte[0].into());
        }
        text
    }

    #[test]
    fn a_browser_gets_files_and_changes() {
        let folder = Folder::new("socket");
        let (listener, changes) = (TcpListener::bind("127.0.0.1:0").unwrap(), Arc::new(Changes::default()));
        let (address, shared, root) =
            (listener.local_addr().unwrap(), Arc::clone(&changes), folder.0.clone());
        thread::spawn(move || serve_folder(listener, &root, Some(&shared)));
        let page = exchange(address, "GET / HTTP/1.1", "hello");
        assert!(page.starts_with("HTTP/1.1 200 ") && page.contains("Cache-Control: no-cache\r\n"), "{page}");
        thread::spawn(move || {
            loop {
                // Several changes in a row also count as a change of the page, so the response does not depend on
                // timing.
                changes.report("page");
                thread::sleep(std::time::Duration::from_millis(10));
            }
        });
        let events = exchange(address, "GET /changes HTTP/1.1", "\n\n");
        assert!(events.contains("\r\n\r\nevent: page\ndata:\n\n"), "{events}");
    }
}
