import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import sirv from 'sirv';

/** Files of the built console, for what no route takes; calls the last argument where it has none. */
export type Pages = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

/** All that a page of this gateway may do: its own files, its own gateway, and nothing inline. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const CLOSED = ['camera', 'microphone', 'geolocation', 'display-capture', 'clipboard-read', 'usb', 'serial'];

/** Of every page, those that the gateway writes itself included. */
export const PAGE_HEADERS: OutgoingHttpHeaders = {
  'content-security-policy': POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': CLOSED.map((name) => `${name}=()`).join(', '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
};

/** Screens of the console: the same file for all of them, which draws what the address names. */
const SCREENS = new Set(['/', '/purpose', '/home', '/find', '/resident', '/help']);

/**
 * The console as it was built into `console/dist` below `root`; a name under `assets` changes with its content. Where it
 * was not built, the gateway serves programs alone.
 */
export function consolePages(root: string): Pages {
  const built = join(root, 'console', 'dist');
  if (!existsSync(join(built, 'index.html'))) return (_request, _response, next) => next();
  const files = sirv(built, {
    etag: true,
    gzip: true,
    brotli: true,
    dotfiles: false,
    setHeaders: (response, pathname) => {
      for (const [name, value] of Object.entries(PAGE_HEADERS))
        if (value !== undefined) response.setHeader(name, value);
      if (pathname.startsWith('/assets/'))
        response.setHeader('cache-control', 'public, max-age=31536000, immutable');
    },
  });
  return (request, response, next) => {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    if (SCREENS.has(path)) request.url = '/';
    files(request, response, next);
  };
}
