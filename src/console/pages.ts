import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import sirv from 'sirv';
import { PAGE_HEADERS } from './page-headers.js';

/** Files of the built page, for what no route takes; calls the last argument where it has none. */
export type Pages = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/**
 * The page as it was built into `console/dist` below `root`. A name under `assets` changes with its content, so that a
 * browser may keep it; all else it asks for anew. Under TLS browsers are told to come by nothing else (RFC 6797). Where
 * nothing was built, the gateway serves programs alone.
 */
export function consolePages(root: string, publicUrl: URL | null): Pages {
  const built = join(root, 'console', 'dist');
  if (!existsSync(join(built, 'index.html'))) return (_request, _response, next) => next();
  const headers = { ...PAGE_HEADERS, ...(publicUrl?.protocol === 'https:' && TLS_ALONE) };
  const files = sirv(built, {
    ...{ etag: true, gzip: true, brotli: true, dotfiles: false },
    setHeaders: (response, pathname) => {
      for (const [name, value] of Object.entries(headers))
        if (value !== undefined) response.setHeader(name, value);
      if (pathname.startsWith('/assets/'))
        response.setHeader('cache-control', 'public, max-age=31536000, immutable');
    },
  });
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    if (isScreen(request)) request.url = '/';
    files(request, response, next);
  };
}

const TLS_ALONE = { 'strict-transport-security': 'max-age=31536000' };

/**
 * A screen's address as a browser opens it: one file draws them all, and says which it does not know. A program that
 * asks for the same is told that there is nothing.
 */
function isScreen({ url = '', headers }: IncomingMessage): boolean {
  return /^\/[a-z-]+$/.test(url) && (headers.accept ?? '').includes('text/html');
}
