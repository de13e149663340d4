import type { OutgoingHttpHeaders } from 'node:http';

/** All that a page of this gateway may do: its own files, its own gateway, and nothing inline. */
const policyOf = ({ style = "'self'", font = "'self'", image = "'self'", trusted = "'none'" } = {}): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${style}`,
    `img-src ${image}`,
    `font-src ${font}`,
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${trusted}`,
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
  'content-security-policy': policyOf(),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': CLOSED.map((name) => `${name}=()`).join(', '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
};

/** Ways of the editor (Monaco) to write what it has escaped itself into the page; `default`: `console/graphiql/trusted.ts`. */
const EDITOR_POLICIES = [
  'default',
  'defaultWorkerFactory',
  'diffEditorWidget',
  'diffReview',
  'domLineBreaksComputer',
  'editorGhostText',
  'editorViewLayer',
  'standaloneColorizer',
  'stickyScrollViewLayer',
  'tokenizeToString',
];

/**
 * Of GraphiQL alone: its editor lays its lines out by styles in the page, and writes them into it under names of its own.
 * All else is as strict as elsewhere: scripts come from its own files, and nothing from anywhere else.
 */
export const GRAPHIQL_HEADERS: OutgoingHttpHeaders = {
  ...PAGE_HEADERS,
  'content-security-policy': policyOf({
    style: "'self' 'unsafe-inline'",
    font: "'self' data:",
    // The line beneath a fault.
    image: "'self' data:",
    trusted: EDITOR_POLICIES.join(' '),
  }),
};
