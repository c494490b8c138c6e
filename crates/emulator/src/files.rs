//! The Files API: a file is uploaded once and referenced by its URI afterwards.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};
use tintype_painter::seed::hash;

use crate::date::iso;
use crate::error_response::{self, JSON, pretty};
use crate::http::{Request, Response};

/// The lifetime of a file. The service stores files for two days.
const LIFETIME_S: u64 = 48 * 3600;
/// The maximum size of all files together. The oldest files are removed first.
const MAX_BYTES: usize = 256 << 20;
/// The maximum number of unfinished uploads. The oldest ones are removed first.
const MAX_OPEN: usize = 100;
const COMMAND: &str = "x-goog-upload-command";
const STATUS: &str = "x-goog-upload-status";

/// The files of a host.
#[derive(Debug, Default)]
pub struct Files(Mutex<Store>);

#[derive(Debug, Default)]
struct Store {
    files: Vec<File>,
    uploads: Vec<File>,
    /// The number of uploads so far, from which names are derived.
    count: u64,
}

/// A file, complete or partly uploaded.
#[derive(Clone, Debug)]
struct File {
    id: String,
    mime: String,
    display_name: Option<String>,
    bytes: Arc<Vec<u8>>,
    created_s: u64,
    /// The base URL of the API, with `/v1beta` at the end.
    api: String,
}

impl Files {
    /// Handles `POST /upload/v1beta/files`: the start of a resumable upload, or a chunk of it.
    pub fn upload(&self, request: &Request) -> Result<Response, Response> {
        let command = request.header(COMMAND).unwrap_or_default();
        let has = |word: &str| command.split(',').any(|found| found.trim().eq_ignore_ascii_case(word));
        if has("start") {
            return Ok(self.begin(request));
        }
        if !has("upload") && !has("finalize") {
            return Err(error_response::invalid(
                "Invalid upload protocol: only resumable uploads are known here.",
            ));
        }
        self.add(request, has("finalize"))
    }

    fn begin(&self, request: &Request) -> Response {
        let mut store = self.lock();
        store.count += 1;
        let number = [&store.count.to_le_bytes()[..], &request.now_s.to_le_bytes()];
        let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
        let named = body["file"]["name"].as_str().and_then(|name| name.strip_prefix("files/"));
        let id = named.map_or_else(|| format!("{:016x}", hash(&number)), str::to_owned);
        let mime = request.header("x-goog-upload-header-content-type").or(body["file"]["mimeType"].as_str());
        let upload = File {
            id: id.clone(),
            mime: mime.unwrap_or("application/octet-stream").to_owned(),
            display_name: body["file"]["displayName"].as_str().map(str::to_owned),
            bytes: Arc::default(),
            created_s: request.now_s,
            api: api_of(request),
        };
        store.uploads.push(upload);
        if store.uploads.len() > MAX_OPEN {
            store.uploads.remove(0);
        }
        let address = format!("{}{}?upload_id={id}&upload_protocol=resumable", origin(request), request.path);
        Response::new(200, JSON, "").with("x-goog-upload-url", address).with(STATUS, "active")
    }

    fn add(&self, request: &Request, is_last: bool) -> Result<Response, Response> {
        let id = request.query_value("upload_id").unwrap_or_default();
        let offset = request.header("x-goog-upload-offset").and_then(|text| text.parse().ok()).unwrap_or(0);
        let mut store = self.lock();
        let at = store.uploads.iter().position(|upload| upload.id == id);
        let Some(at) = at.filter(|at| store.uploads[*at].bytes.len() == offset) else {
            return Err(error_response::invalid("Upload offset or id is not that of an open upload."));
        };
        Arc::make_mut(&mut store.uploads[at].bytes).extend_from_slice(&request.body);
        if !is_last {
            return Ok(Response::new(200, JSON, "").with(STATUS, "active"));
        }
        let file = store.uploads.remove(at);
        let answer = pretty(&json!({ "file": file.to_json() }));
        store.insert(file, request.now_s);
        Ok(Response::new(200, JSON, answer).with(STATUS, "final"))
    }

    /// Handles `GET /v1beta/files`.
    pub fn list(&self, request: &Request) -> Response {
        let mut store = self.lock();
        store.remove_expired(request.now_s);
        let files: Vec<Value> = store.files.iter().map(File::to_json).collect();
        Response::new(
            200,
            JSON,
            pretty(&if files.is_empty() { json!({}) } else { json!({ "files": files }) }),
        )
    }

    /// Handles `GET /v1beta/files/{id}`.
    pub fn get(&self, id: &str, request: &Request) -> Result<Response, Response> {
        let mut store = self.lock();
        store.remove_expired(request.now_s);
        let file = store.files.iter().find(|file| file.id == id).ok_or_else(no_file)?;
        Ok(Response::new(200, JSON, pretty(&file.to_json())))
    }

    /// Handles `DELETE /v1beta/files/{id}`.
    pub fn delete(&self, id: &str) -> Result<Response, Response> {
        let mut store = self.lock();
        let at = store.files.iter().position(|file| file.id == id).ok_or_else(no_file)?;
        store.files.remove(at);
        Ok(Response::new(200, JSON, "{}\n"))
    }

    /// Returns type and bytes of the file with this URI.
    pub fn open(&self, uri: &str, now_s: u64) -> Option<(String, Arc<Vec<u8>>)> {
        let id = uri.rsplit_once("/files/")?.1;
        let mut store = self.lock();
        store.remove_expired(now_s);
        let file = store.files.iter().find(|file| file.id == id)?;
        Some((file.mime.clone(), Arc::clone(&file.bytes)))
    }

    fn lock(&self) -> MutexGuard<'_, Store> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    fn insert(&mut self, file: File, now_s: u64) {
        self.remove_expired(now_s);
        self.files.retain(|other| other.id != file.id);
        self.files.push(file);
        while self.files.iter().map(|file| file.bytes.len()).sum::<usize>() > MAX_BYTES {
            self.files.remove(0);
        }
    }

    fn remove_expired(&mut self, now_s: u64) {
        self.files.retain(|file| now_s < file.created_s + LIFETIME_S);
    }
}

impl File {
    fn to_json(&self) -> Value {
        let created = iso(self.created_s);
        let mut record = json!({
            "name": format!("files/{}", self.id),
            "mimeType": self.mime,
            "sizeBytes": self.bytes.len().to_string(),
            "createTime": created,
            "updateTime": created,
            "expirationTime": iso(self.created_s + LIFETIME_S),
            "uri": format!("{}/files/{}", self.api, self.id),
            "state": "ACTIVE",
            "source": "UPLOADED",
        });
        if let Some(name) = &self.display_name {
            record["displayName"] = json!(name);
        }
        record
    }
}

/// Returns Google's error for a file that does not exist or belongs to another project.
pub fn no_file() -> Response {
    let message = "You do not have permission to access the File or it may not exist.";
    error_response::google(403, "PERMISSION_DENIED", message, Vec::new())
}

fn origin(request: &Request) -> String {
    match request.header("host") {
        Some(host) => format!("http://{host}"),
        None => "https://generativelanguage.googleapis.com".to_owned(),
    }
}

/// Returns the base URL of the API from the upload path of a request.
fn api_of(request: &Request) -> String {
    let path = request.path.replacen("/upload/", "/", 1);
    format!("{}{}", origin(request), path.strip_suffix("/files").unwrap_or(&path))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, clippy::unreachable)]
    use super::*;

    fn upload(
        files: &Files,
        query: &str,
        headers: &[(&str, &str)],
        body: &[u8],
        now_s: u64,
    ) -> Result<Response, Response> {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let path = "/upload/v1beta/files".to_owned();
        files.upload(&Request {
            path,
            query: query.to_owned(),
            headers,
            body: body.to_vec(),
            now_s,
            ..Request::default()
        })
    }

    fn id_of(started: &Response) -> String {
        let address = &started.headers.iter().find(|(name, _)| *name == "x-goog-upload-url").unwrap().1;
        address.split(['=', '&']).nth(1).unwrap().to_owned()
    }

    /// Uploads a file in these chunks and returns its record.
    fn sent(files: &Files, chunks: &[&[u8]], now_s: u64) -> Value {
        let kind = ("X-Goog-Upload-Header-Content-Type", "image/png");
        let started =
            upload(files, "", &[(COMMAND, "start"), kind], b"{}", now_s).unwrap_or_else(|_| panic!("begun"));
        let query = format!("upload_id={}&upload_protocol=resumable", id_of(&started));
        let mut offset = 0;
        for (at, chunk) in chunks.iter().enumerate() {
            let command = if at + 1 == chunks.len() { "upload, finalize" } else { "upload" };
            let answer = upload(
                files,
                &query,
                &[(COMMAND, command), ("X-Goog-Upload-Offset", &offset.to_string())],
                chunk,
                now_s,
            );
            let body = answer.unwrap_or_else(|_| panic!("taken")).body.into_bytes();
            offset += chunk.len();
            if at + 1 == chunks.len() {
                return serde_json::from_slice::<Value>(&body).unwrap()["file"].clone();
            }
        }
        unreachable!("there is a last chunk")
    }

    #[test]
    fn a_file_comes_in_chunks_and_lives_two_days() {
        let files = Files::default();
        let record = sent(&files, &[b"one ", b"two"], 1000);
        let uri = record["uri"].as_str().unwrap();
        assert_eq!((record["sizeBytes"].as_str(), record["state"].as_str()), (Some("7"), Some("ACTIVE")));
        assert!(uri.starts_with("https://generativelanguage.googleapis.com/v1beta/files/"), "{uri}");
        let (mime, bytes) = files.open(uri, 1001).unwrap();
        assert_eq!((mime.as_str(), bytes.as_slice()), ("image/png", &b"one two"[..]));
        assert!(files.open(uri, 1000 + LIFETIME_S).is_none());
    }

    #[test]
    fn a_chunk_at_another_place_or_of_no_upload_is_refused() {
        let files = Files::default();
        let started = upload(&files, "", &[(COMMAND, "start")], b"{}", 1).unwrap_or_else(|_| panic!("begun"));
        let query = format!("upload_id={}", id_of(&started));
        let refused =
            |query: &str, headers: &[(&str, &str)]| upload(&files, query, headers, b"x", 1).is_err();
        assert!(refused(&query, &[(COMMAND, "upload"), ("x-goog-upload-offset", "5")]));
        assert!(refused("upload_id=other", &[(COMMAND, "upload, finalize")]));
        assert!(refused(&query, &[]));
    }

    #[test]
    fn files_are_listed_named_and_deleted() {
        let files = Files::default();
        let request = Request { now_s: 5, ..Request::default() };
        let name = sent(&files, &[b"x"], 5)["name"].as_str().unwrap().to_owned();
        let id = name.strip_prefix("files/").unwrap();
        let listed = String::from_utf8(files.list(&request).body.into_bytes()).unwrap();
        assert!(listed.contains(&name) && files.get(id, &request).is_ok());
        assert!(files.delete(id).is_ok() && files.delete(id).is_err() && files.get(id, &request).is_err());
    }
}
