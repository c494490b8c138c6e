// A service of files that reads the beginning of each upload and then pauses, so that the upload stalls.

import { serve } from "../../harness/server.js";

/**
 * Starts the service. `cameWhole` returns whether the last file arrived completely. `/redirect/…` redirects to
 * another path instead.
 */
export async function serveHeld() {
  // Created by the request that starts an upload, because the page can release or abort the upload before the server
  // sees the file.
  let upload;
  const cors = ({ headers }) => ({
    "access-control-allow-origin": "*",
    "access-control-allow-headers": headers["access-control-request-headers"] ?? "",
    "access-control-expose-headers": "x-goog-upload-url",
  });
  const take = (request, response, headers, isSlow = false) => {
    let length = 0;
    request.on("data", (chunk) => {
      length += chunk.length;
      if (!isSlow) return;
      request.pause();
      setTimeout(() => request.resume(), 5);
    });
    request.on("end", () => {
      const file = { name: "files/held", uri: `http://${request.headers.host}/v1beta/files/held`, mimeType: "video/mp4", sizeBytes: String(length) };
      response.writeHead(200, { ...headers, "content-type": "application/json" }).end(JSON.stringify({ file }));
    });
  };
  const server = await serve((request, response) => {
    const headers = cors(request);
    const answer = (status, more) => response.writeHead(status, { ...headers, ...more }).end();
    if (request.method === "OPTIONS") return answer(204);
    if (request.url.startsWith("/release")) {
      upload.release(false);
      return answer(204);
    }
    if (request.headers["x-goog-upload-command"] === "start") {
      request.resume();
      upload = startUpload();
      const prefix = request.url.startsWith("/redirect/") ? "/redirect" : "";
      return answer(200, { "x-goog-upload-url": `http://${request.headers.host}${prefix}/upload/to` });
    }
    if (request.url.startsWith("/redirect/")) {
      request.resume();
      return request.on("end", () => answer(307, { location: "/elsewhere" }));
    }
    if (request.url === "/elsewhere") return take(request, response, headers);
    const { released, end } = upload;
    request.on("close", () => end(request.complete));
    // Without a listener, only as much is read as fits into the buffers.
    released.then((isSlow) => take(request, response, headers, isSlow));
  });
  return { ...server, releaseSlowly: () => upload.release(true), cameWhole: () => upload.ended };
}

function startUpload() {
  const { promise: released, resolve: release } = withResolvers();
  const { promise: ended, resolve: end } = withResolvers();
  return { released, release, ended, end };
}

function withResolvers() {
  let resolve;
  const promise = new Promise((settle) => (resolve = settle));
  return { promise, resolve };
}
