import type { IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { hostCheck, originCheck } from '../../../src/console/own-origin.js';

/** docs/attacks.md: the host under which a request comes is the gateway's as addresses have it, and no text that only holds it. */

const PUBLIC = [
  'https://sekisho.example',
  'https://sekisho.example:8443',
  'http://sekisho.example',
  'https://[2001:db8::7]',
];
const requestOf = (host: string, origin?: string): IncomingMessage =>
  ({
    headers: { host, origin, 'sec-fetch-site': 'same-origin', 'sekisho-console': '1' },
  }) as unknown as IncomingMessage;
const isOwn = (address: string, host: string): boolean =>
  hostCheck(new URL(address))(requestOf(host)) === null;

const publicUrl = fc.constantFrom(...PUBLIC);
const cased = (text: string) =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) => [...text].map((letter, at) => (upper[at] ? letter.toUpperCase() : letter)).join(''));
const defaultPort = (url: URL): string => (url.protocol === 'https:' ? ':443' : ':80');

test('in any case, and with the port that goes without saying, it is the own one, and so is its page', () => {
  fc.assert(
    fc.property(
      publicUrl.chain((address) => {
        const url = new URL(address);
        const withPort = url.port === '' ? [url.host, `${url.host}${defaultPort(url)}`] : [url.host];
        return fc.tuple(fc.constant(address), fc.constantFrom(...withPort).chain(cased));
      }),
      ([address, host]) => {
        expect([host, isOwn(address, host)]).toEqual([host, true]);
        const url = new URL(address);
        expect(originCheck(url)(requestOf(host, url.origin))).toBeNull();
        expect(originCheck(url)(requestOf(host, 'https://evil.example'))).not.toBeNull();
      },
    ),
  );
});

test('another port, and any text that only holds the name, is not', () => {
  const around = fc.constantFrom(
    ...['.', '@', '/', '\\', '?', '#', ':', ' ', '\t', '\n', '%00', '%2e', '\u3002', ',', ';', '*', '[', ']'],
  );
  const made = fc.oneof(
    fc.tuple(fc.constantFrom('evil', 'evil.example', ''), around).map(
      ([one, mark]) =>
        (own: string) =>
          `${one}${mark}${own}`,
    ),
    fc.tuple(around, fc.constantFrom('evil', 'evil.example', '8443', '')).map(
      ([mark, one]) =>
        (own: string) =>
          `${own}${mark}${one}`,
    ),
    fc.integer({ min: 0, max: 70_000 }).map((port) => (own: string) => `${own.replace(/:\d+$/, '')}:${port}`),
    around.map((mark) => (own: string) => `${own.slice(0, 3)}${mark}${own.slice(3)}`),
    fc.constantFrom('s%65kisho.example', 'ｓekisho.example', 'sekisho。example').map((text) => () => text),
  );
  fc.assert(
    fc.property(publicUrl, made, (address, make) => {
      const url = new URL(address);
      const host = make(url.host);
      const isTheSame = [url.host, ...(url.port === '' ? [`${url.host}${defaultPort(url)}`] : [])].includes(
        host,
      );
      expect([host, isOwn(address, host)]).toEqual([host, isTheSame]);
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  'evil@127.0.0.1',
  '127.0.0.1/evil',
  'localhost#evil',
  'localhost?x',
  ' localhost',
  'local\thost',
  'evil.localhost',
])('without a public address %j is no loopback address', (host) => {
  expect(hostCheck(null)(requestOf(host))).not.toBeNull();
});
