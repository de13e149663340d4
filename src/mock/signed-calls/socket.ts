import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { CallFaults } from './call-faults.js';

/** One call as it came over the socket. */
export interface RawCall {
  readonly operation: string;
  readonly body: string;
  readonly assertion: string | null;
  readonly session: string | null;
}

export type RawAnswer = { readonly body: object } | { readonly error: string };

export const MAX_BODY = 2 * 1024 * 1024;
/**
 * How long an idle connection stays open, milliseconds. Longer than any pause in which a client may be too busy
 * to notice the end: what it sends on a connection that has just been closed is lost, and not sent again (R187).
 */
const KEEP_ALIVE_MS = 65_000;

/** What answers behind a socket. */
export interface Answering {
  /** Header with the session. */
  readonly sessionHeader: string;
  /** HTTP status of each refusal; 500 of one that is not here. */
  readonly status: Readonly<Record<string, number>>;
  readonly faults: Pick<CallFaults, 'delayMs' | 'losesResponse'>;
  handle(call: RawCall): Promise<RawAnswer>;
}

export interface MockSocket {
  readonly port: number;
  close(): Promise<void>;
}

/** `POST /v1/OPERATION`, JSON both ways; `GET /health` for whoever waits for the start. */
export async function listen(
  place: { readonly host: string; readonly port: number },
  parts: Answering,
): Promise<MockSocket> {
  const server: Server = createServer((request, response) => {
    answer(request, response, parts).catch(() => response.destroy());
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(place.port, place.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, parts: Answering): Promise<void> {
  const path = request.url ?? '';
  if (request.method === 'GET' && path === '/health') return reply(response, 200, { ok: true });
  const body = await readBody(request);
  if (body === null) return reply(response, 413, { error: 'INVALID' });
  const operation = /^\/v1\/([A-Z]{3}\d{2})$/.exec(path)?.[1];
  if (request.method !== 'POST' || operation === undefined)
    return reply(response, 404, { error: 'NOT_FOUND' });
  const result = await parts.handle({
    operation,
    body,
    assertion: bearer(request),
    session: single(request.headers[parts.sessionHeader]),
  });
  if (parts.faults.delayMs > 0) await pause(parts.faults.delayMs, undefined, { ref: false });
  // The work is done; its answer is lost on the way.
  if (parts.faults.losesResponse(operation)) return void response.destroy();
  return 'error' in result
    ? reply(response, parts.status[result.error] ?? 500, result)
    : reply(response, 200, result.body);
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function bearer(request: IncomingMessage): string | null {
  return /^Bearer ([\w.-]+)$/.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

function single(header: string | string[] | undefined): string | null {
  return typeof header === 'string' ? header : null;
}
