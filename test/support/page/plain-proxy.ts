import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PlainProxy {
  readonly origin: string;
  close(): Promise<void>;
}

/** In front of a gateway: the same answers without `Cache-Control`, as if a browser kept them whatever it says. */
export function proxyWithoutNoStore(port: number): Promise<PlainProxy> {
  return listen(
    createServer((asked, answer) => {
      const { method, url: path, headers } = asked;
      const passed = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
        const { 'cache-control': _left, ...kept } = response.headers;
        answer.writeHead(response.statusCode ?? 502, kept);
        response.pipe(answer);
      });
      passed.on('error', () => answer.destroy());
      asked.pipe(passed);
    }),
    '127.0.0.1',
  );
}

/** A page of somebody else: by its name another site than the gateway. */
export function anotherSite(): Promise<PlainProxy> {
  const page = '<!doctype html><title>elsewhere</title><p>elsewhere</p>';
  return listen(
    createServer((_, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end(page)),
    'localhost',
  );
}

async function listen(server: Server, host: string): Promise<PlainProxy> {
  server.listen(0, host);
  await once(server, 'listening');
  return {
    origin: `http://${host}:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
