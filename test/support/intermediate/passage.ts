import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OperationName } from '../../../adapters/intermediate-server/protocol/messages.js';

/**
 * Where a call can be cut: before it reaches the server, or when the server has done its work and nobody knows yet.
 */
export type Cut = `${'before' | 'after'} ${OperationName}`;

/** The wire between a gateway and the intermediate server, which a test can stand on. */
export interface Passage {
  readonly url: URL;
  /**
   * At the next call like this whose body (before) or answer (after) has this text in it, nothing passes any
   * more; then it resolves.
   */
  cut(where: Cut, text?: string): Promise<void>;
  /** Answers of this operation pass changed from now on. */
  change(operation: OperationName, how: (answer: string) => string): void;
  /** Calls that came for the server so far, in order. */
  readonly arrived: readonly OperationName[];
  /** Lets calls pass again. */
  mend(): void;
  close(): Promise<void>;
}

export async function openPassage(server: URL): Promise<Passage> {
  let watch: { readonly where: Cut; readonly text: string; readonly reached: () => void } | null = null;
  let severed = false;
  const arrived: OperationName[] = [];
  const changes = new Map<string, (answer: string) => string>();
  const passes = (where: string, text: Buffer): boolean => {
    if (watch?.where === where && text.includes(watch.text)) {
      severed = true;
      watch.reached();
      watch = null;
    }
    return !severed;
  };
  const pass = async (from: IncomingMessage, to: ServerResponse): Promise<void> => {
    const operation = (from.url ?? '').split('/').at(-1) ?? '';
    arrived.push(operation as OperationName);
    const body = await textOf(from);
    if (!passes(`before ${operation}`, body)) return;
    const onwards = request(new URL(from.url ?? '/', server), { method: from.method, headers: from.headers });
    onwards.end(body);
    const [answer] = (await once(onwards, 'response')) as [IncomingMessage];
    const told = await textOf(answer);
    if (!passes(`after ${operation}`, told)) return;
    const change = changes.get(operation);
    const { 'content-length': _length, ...headers } = answer.headers;
    to.writeHead(answer.statusCode ?? 502, headers);
    to.end(change === undefined ? told : change(told.toString('utf8')));
  };
  const http = createServer((from, to) => void pass(from, to).catch(() => to.destroy()));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: new URL(`http://127.0.0.1:${(http.address() as AddressInfo).port}`),
    cut: (where, text = '') =>
      new Promise((reached) => {
        watch = { where, text, reached };
      }),
    arrived,
    change: (operation, how) => void changes.set(operation, how),
    mend: () => {
      severed = false;
    },
    close: async () => {
      http.close();
      http.closeAllConnections();
      await once(http, 'close');
    },
  };
}

async function textOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
