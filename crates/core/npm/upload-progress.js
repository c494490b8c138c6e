// Upload progress. `fetch` reports no progress while it sends a body, so `XMLHttpRequest` is used where it is
// available.

/** The minimum time between reports, because WebKit fires a progress event for every 8 KB. */
const REPORT_MS = 16;

/** Wraps a transport so that it reports the uploaded bytes of a file. */
export function withProgress({ fetch, onSent }) {
  let totalBytes;
  return async (request) => {
    const { headers } = request;
    totalBytes ??= Number(headers.get("x-goog-upload-header-content-length"));
    const report = (sentBytes) => onSent({ sentBytes, totalBytes });
    // The preceding request, which starts the upload, carries no file.
    const isFile = headers.has("x-goog-upload-offset");
    if (isFile) report(0);
    if (isFile && !fetch && globalThis.XMLHttpRequest) return sendByXhr(request, await request.blob(), report);
    const response = await (fetch ?? globalThis.fetch)(request);
    if (isFile && response.ok) report(totalBytes);
    return response;
  };
}

function sendByXhr({ method, url, headers, signal }, body, report) {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const xhr = new XMLHttpRequest();
    signal.addEventListener("abort", () => xhr.abort());
    let reportedMs = 0;
    xhr.upload.onprogress = ({ loaded, timeStamp }) => {
      if (loaded < body.size && timeStamp - reportedMs < REPORT_MS) return;
      reportedMs = timeStamp;
      report(loaded);
    };
    xhr.onabort = () => reject(signal.reason);
    xhr.onerror = () => reject(new TypeError("The connection failed."));
    xhr.onload = () => resolve(responseOf(xhr, url));
    xhr.open(method, url);
    headers.forEach((value, name) => xhr.setRequestHeader(name, value));
    xhr.send(body);
  });
}

function responseOf(xhr, url) {
  // XMLHttpRequest follows every redirect, so a different URL means that the response is not from the service.
  if (xhr.responseURL !== url) return new Response(null, { status: 307 });
  const lines = xhr.getAllResponseHeaders().split("\r\n").filter(Boolean);
  return new Response(xhr.response || null, { status: xhr.status, headers: lines.map((line) => line.split(/: ?(.*)/, 2)) });
}
