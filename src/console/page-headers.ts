import type { OutgoingHttpHeaders } from 'node:http';

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

const CLOSED = [
  'camera',
  'microphone',
  'geolocation',
  'display-capture',
  'clipboard-read',
  'usb',
  'serial',
  'payment',
];

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
