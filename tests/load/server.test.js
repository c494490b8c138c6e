// The test server that emulates a service. An unhandled error in it would fail a whole test file without a reason.

import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";

import { serve } from "../harness/server.js";

const PART = "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\npart";

test("a client that leaves in the middle of its request is no failure of the server", async (context) => {
  const { promise: begun, resolve: begin } = deferred();
  const { promise: ended, resolve: end } = deferred();
  const server = await serve(async (request, response) => {
    if (request.method === "GET") return response.end("whole");
    begin();
    try {
      for await (const _ of request);
    } catch (error) {
      end(error);
      throw error;
    }
  });
  context.after(() => server.close());
  const client = connect(new URL(server.url).port, "127.0.0.1");
  await once(client, "connect");
  client.write(PART);
  await begun;
  client.destroy();
  assert.equal((await ended).code, "ECONNRESET");
  const response = await fetch(server.url);
  assert.equal(await response.text(), "whole");
});

function deferred() {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}
