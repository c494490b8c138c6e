// The types of tintype/proxy/node.

import type { ProxyHandler } from "./index.js";

/**
 * Makes a listener for Node's `http` servers and a handler for Express of a proxy. Node's own request is the `context`
 * of the proxy's functions. Put it before body parsers, which hold whole uploads in memory.
 */
export function toNodeHandler(proxy: ProxyHandler): (incoming: NodeIncoming, outgoing: NodeOutgoing) => Promise<void>;

/** As much of Node's `IncomingMessage` as is used. */
export interface NodeIncoming {
  /** Of HTTP. */
  method?: string | undefined;
  /** The path with its query. */
  url?: string | undefined;
  /** Names and values in turn. */
  rawHeaders: string[];
  /** Whether all of it has come. */
  complete: boolean;
}

/** As much of Node's `ServerResponse` as is used. */
export interface NodeOutgoing {
  /** Of HTTP. */
  statusCode: number;
  /** Whether the answer has begun. */
  headersSent: boolean;
  /** Ends the answer. */
  end(): unknown;
}
