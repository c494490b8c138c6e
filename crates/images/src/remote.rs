//! Images that a relay returns as URLs.

use crate::inspect::inspect_blob;
use crate::limits::LARGEST_FILE;
use futures_util::future::{Either, select};
use std::pin::pin;
use tintype_browser::clock::sleep;
use tintype_browser::fetch;
use tintype_protocol::error::{Error, ErrorKind};
use tintype_protocol::image::sniff::ImageInfo;
use tintype_protocol::private_host::is_private_host;
use web_sys::Blob;

/// The maximum size of all files together, equal to that of an answer with inline images.
const MOST_BYTES: u64 = 1 << 30;
/// The maximum number of URLs of one answer that are fetched. The others remain URLs.
const MOST_REQUESTS: usize = 64;

/// The files fetched from URLs.
#[derive(Debug, Default)]
pub struct RemoteFiles {
    /// The files in the order of the URLs, as far as they were requested.
    pub files: Vec<Option<(Blob, ImageInfo)>>,
    /// The last failure.
    pub failure: Option<Error>,
}

/// Fetches files, all of them within `limit_ms`, where 0 means no limit. Requests have no key and no cookies, and do
/// not follow redirects.
pub async fn fetch_remote_images(urls: &[String], base_url: &str, limit_ms: f64) -> RemoteFiles {
    let service = fetch::absolute(base_url).map(|url| url.origin());
    let mut end = pin!(sleep(if limit_ms > 0.0 { limit_ms } else { f64::INFINITY }));
    let (mut budget, mut remote_files) = (MOST_BYTES, RemoteFiles::default());
    for url in urls.iter().take(MOST_REQUESTS) {
        let work = pin!(load(url, service.as_deref(), budget.min(LARGEST_FILE)));
        let loaded = match select(end.as_mut(), work).await {
            Either::Left(_) => {
                let message = "It was not there in time; raise timeoutMs.";
                remote_files.failure = Some(Error::new(ErrorKind::Timeout, message));
                break;
            }
            Either::Right((loaded, _)) => loaded,
        };
        remote_files.files.push(match loaded {
            Ok((blob, info)) => {
                budget -= info.byte_length;
                Some((blob, info))
            }
            Err(error) => {
                remote_files.failure = Some(error);
                None
            }
        });
    }
    remote_files
}

/// Fetches one file. A URL within a private network is followed only to the origin that the caller named as the
/// service, because another port of the same machine is another service.
async fn load(url: &str, service: Option<&str>, most: u64) -> Result<(Blob, ImageInfo), Error> {
    let address = fetch::absolute(url);
    let is_allowed = address
        .is_some_and(|url| !is_private_host(&url.hostname()) || Some(url.origin().as_str()) == service);
    if !is_allowed {
        return Err(Error::new(
            ErrorKind::NoImage,
            "It lies within a private network, where no service has pictures.",
        ));
    }
    let blob = fetch::load_remote_blob(url, most).await?;
    let info = inspect_blob(&blob).await?;
    if !info.can_be_shown() {
        return Err(Error::new(ErrorKind::NoImage, "It claims to be larger than any picture of a service."));
    }
    let length = info.byte_length as f64;
    let typed = blob.slice_with_f64_and_f64_and_content_type(0.0, length, info.image_type.mime_type());
    Ok((typed.unwrap_or(blob), info))
}
