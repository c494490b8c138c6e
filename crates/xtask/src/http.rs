//! A static file server for one folder on this machine: GET and HEAD, a thread a connection, always revalidated.
//!
//! Written on std's sockets: a server crate would be most of xtask's compile time, and this much HTTP is small.

use std::fs;
use std::io::{BufRead, BufReader, Read, Result as IoResult, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, UNIX_EPOCH};

use anyhow::Result;

/// Answers until the process ends.
pub(crate) fn serve_folder(listener: &TcpListener, folder: &Path) -> Result<()> {
    let folder: Arc<Path> = folder.into();
    for stream in listener.incoming() {
        let folder = Arc::clone(&folder);
        // A browser that goes away mid-answer is its own affair.
        thread::spawn(move || stream.and_then(|stream| answer(stream, &folder)));
    }
    Ok(())
}

/// Longer than any request a browser makes for a file.
const MAX_HEAD_BYTES: u64 = 32 * 1024;

fn answer(mut stream: TcpStream, folder: &Path) -> IoResult<()> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut reader = BufReader::new(stream.try_clone()?.take(MAX_HEAD_BYTES));
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut known = String::new();
    for line in reader.lines() {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if let Some((_, value)) =
            line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("if-none-match"))
        {
            value.trim().clone_into(&mut known);
        }
    }
    let response = respond(folder, &first, &known);
    stream.write_all(response.head().as_bytes())?;
    if !first.starts_with("HEAD ") {
        stream.write_all(&response.body)?;
    }
    stream.flush()
}

struct Response {
    status: &'static str,
    mime: &'static str,
    etag: String,
    /// Where the browser is to go instead, if anywhere.
    location: String,
    body: Vec<u8>,
}

impl Response {
    fn plain(status: &'static str) -> Self {
        Self {
            status,
            mime: "text/plain; charset=utf-8",
            etag: String::new(),
            location: String::new(),
            body: format!("{status}\n").into(),
        }
    }

    fn moved(location: String) -> Self {
        Self { location, ..Self::plain("308 Permanent Redirect") }
    }

    fn head(&self) -> String {
        let Self { status, mime, etag, location, body } = self;
        let line = |name, value: &str| {
            if value.is_empty() { String::new() } else { format!("{name}: {value}\r\n") }
        };
        let (etag, location) = (line("ETag", etag), line("Location", location));
        let length = if *status == NOT_MODIFIED {
            String::new()
        } else {
            format!("Content-Length: {}\r\n", body.len())
        };
        format!(
            "HTTP/1.1 {status}\r\nContent-Type: {mime}\r\n{length}{etag}{location}\
             Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
        )
    }
}

const NOT_MODIFIED: &str = "304 Not Modified";

/// The response to a request line, given the ETag that the browser holds.
fn respond(folder: &Path, request_line: &str, known_etag: &str) -> Response {
    let mut words = request_line.split_whitespace();
    if !matches!(words.next(), Some("GET" | "HEAD")) {
        return Response::plain("405 Method Not Allowed");
    }
    let Some(target) = words.next() else {
        return Response::plain("404 Not Found");
    };
    let found = file_for(folder, target);
    if found.is_none()
        && let Some(location) = with_slash(folder, target)
    {
        return Response::moved(location);
    }
    let Some((path, (etag, body))) = found.and_then(|path| Some((path.clone(), read(&path)?))) else {
        return Response::plain("404 Not Found");
    };
    let mime = mime_type(&path);
    if etag == known_etag {
        return Response { status: NOT_MODIFIED, mime, etag, location: String::new(), body: Vec::new() };
    }
    Response { status: "200 OK", mime, etag, location: String::new(), body }
}

fn read(path: &Path) -> Option<(String, Vec<u8>)> {
    let metadata = fs::metadata(path).ok()?;
    let age = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((format!("\"{:x}-{:x}\"", age.as_nanos(), metadata.len()), fs::read(path).ok()?))
}

/// The file a request target names; never one outside the folder.
fn file_for(folder: &Path, target: &str) -> Option<PathBuf> {
    let mut file = place_of(folder, target)?;
    if path_of(target).ends_with('/') {
        file.push("index.html");
    }
    file.is_file().then_some(file)
}

/// The address of a folder with the slash at its end, without which the page's own relative addresses are wrong.
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
    for segment in percent_decoded(path_of(target))?.split('/').filter(|segment| !segment.is_empty()) {
        if segment == ".." || segment.contains(['\\', ':', '\0']) {
            return None;
        }
        place.push(segment);
    }
    Some(place)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut pieces = text.split('%');
    let mut bytes = pieces.next()?.as_bytes().to_vec();
    for piece in pieces {
        bytes.push(u8::from_str_radix(piece.get(..2)?, 16).ok()?);
        bytes.extend_from_slice(&piece.as_bytes()[2..]);
    }
    String::from_utf8(bytes).ok()
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

    /// A folder of its own for each test, removed with its guard.
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

    #[test]
    fn serves_files_with_their_type() {
        let folder = Folder::new("types");
        let index = respond(&folder.0, "GET / HTTP/1.1", "");
        assert_eq!(
            (index.status, index.mime, index.body.as_slice()),
            ("200 OK", "text/html; charset=utf-8", &b"hello"[..])
        );
        let wasm = respond(&folder.0, "GET /sub/a%20b.wasm?v=1 HTTP/1.1", "");
        assert_eq!((wasm.status, wasm.mime), ("200 OK", "application/wasm"));
        assert!(wasm.head().contains("Content-Length: 4\r\n"));
    }

    #[test]
    fn revalidates_by_etag() {
        let folder = Folder::new("etag");
        let etag = respond(&folder.0, "GET / HTTP/1.1", "").etag;
        assert_eq!(respond(&folder.0, "GET / HTTP/1.1", &etag).status, NOT_MODIFIED);
        assert_eq!(respond(&folder.0, "GET / HTTP/1.1", "\"old\"").status, "200 OK");
    }

    #[test]
    fn a_folder_without_its_slash_is_sent_there() {
        let folder = Folder::new("slash");
        fs::write(folder.0.join("sub/index.html"), "inside").unwrap();
        let moved = respond(&folder.0, "GET /sub?a=1 HTTP/1.1", "");
        assert_eq!(moved.status, "308 Permanent Redirect");
        assert!(moved.head().contains("\r\nLocation: /sub/?a=1\r\n"), "{}", moved.head());
        assert_eq!(respond(&folder.0, "GET /sub/?a=1 HTTP/1.1", "").body, b"inside");
        assert_eq!(respond(&folder.0, "GET //sub HTTP/1.1", "").status, "404 Not Found");
        assert_eq!(respond(&folder.0, "GET /nothing HTTP/1.1", "").status, "404 Not Found");
    }

    #[test]
    fn stays_inside_its_folder() {
        let folder = Folder::new("inside");
        let sub = folder.0.join("sub");
        for target in ["/../index.html", "/%2e%2e/index.html", "/..%2findex.html", "/nothing", "/%zz", "/%"] {
            assert_eq!(
                respond(&sub, &format!("GET {target} HTTP/1.1"), "").status,
                "404 Not Found",
                "{target}"
            );
        }
        assert_eq!(respond(&folder.0, "POST / HTTP/1.1", "").status, "405 Method Not Allowed");
        assert_eq!(respond(&folder.0, "", "").status, "405 Method Not Allowed");
    }
}
