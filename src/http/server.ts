import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { SettingsError } from '../config/settings-error.js';
import type { Logger } from '../log/logger.js';
import { shareConnections, usualShare, type ConnectionShare } from './connection-share.js';
import { oneByOne } from './one-by-one.js';
import type { Reply } from './reply.js';
import { sendReply } from './send-reply.js';
import { pathOf } from './target.js';

export type Handler = (request: IncomingMessage, signal: AbortSignal) => Reply | Promise<Reply>;

/** Exact paths; anything else is 404. `/graphql` takes any method, for it must record what it refuses. */
export type Routes = ReadonlyMap<string, Handler>;

export interface HttpServerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly routes: Routes;
  /** Answers what names no path at all, so that it is on record as well. */
  readonly unreadable: Handler;
  /** Files for what no route takes; calls its last argument where it has none. */
  readonly pages: (request: IncomingMessage, response: ServerResponse, next: () => void) => void;
  readonly log: Logger;
  /** Default: what this process has files for. */
  readonly connections?: ConnectionShare;
}

/** A listening server that can be stopped without cutting answers off. */
export interface RunningServer {
  readonly port: number;
  /**
   * Takes no new connection, lets answers under way finish, then closes; after the deadline it cuts what is left.
   */
  stop(deadlineMs: number): Promise<void>;
}

/** A body that trickles in holds a connection, never a record, and neither holds it for long. Milliseconds. */
const TIMEOUTS = { requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 5_000 };

export async function startServer(options: HttpServerOptions): Promise<RunningServer> {
  const { log, connections = usualShare() } = options;
  const server = createServer(
    TIMEOUTS,
    oneByOne((request, response) => answer(request, response, options)),
  );
  shareConnections(server, connections, log);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenFault(error)));
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    stop: (deadlineMs) => stopServer(server, deadlineMs),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { routes, unreadable, pages, log }: HttpServerOptions,
): Promise<void> {
  // Adapters stop working for a caller who hung up; the record of the request is sealed all the same.
  const hangUp = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) hangUp.abort();
  });
  try {
    const path = pathOf(request.url);
    const handler = path === null ? unreadable : routes.get(path);
    if (handler === undefined) {
      pages(request, response, () => void sendReply(response, NOT_FOUND));
      return;
    }
    await sendReply(response, await handler(request, hangUp.signal));
  } catch (error) {
    log.error({ err: error }, 'request handler failed');
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
}

/** A taken port or a foreign address is the operator's to mend, and named as such. */
function listenFault(error: Error & { readonly code?: string }): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new SettingsError([
        'SEKISHO_PORT: 使用中です。別の番号を指定してください。 / is in use: choose another, or stop what listens there.',
      ]);
    case 'EADDRNOTAVAIL':
      return new SettingsError([
        'SEKISHO_HOST: この端末のアドレスではありません。 / is no address of this machine.',
      ]);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new SettingsError([
        'SEKISHO_HOST: この名前のアドレスが分かりません。 / is a name without an address here.',
      ]);
    case 'EACCES':
      return new SettingsError([
        'SEKISHO_PORT: 使う権限がありません。 / may not be used by this user: choose one above 1023.',
      ]);
    default:
      return error;
  }
}

const NOT_FOUND: Reply = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'Not found\n',
};

function stopServer(server: Server, deadlineMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), deadlineMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
