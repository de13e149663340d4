import { BlockList, isIP } from 'node:net';
import { join, relative } from 'node:path';
import type { Read } from './environment.js';
import type { SettingName } from './keys.js';
import type { Settings } from './settings.js';
import type { Faults } from './settings-error.js';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Only this machine can reach it. A name other than `localhost` is not resolved: it may change its mind. */
export function isLoopback(host: string): boolean {
  if (host === 'localhost') return true;
  const family = isIP(host);
  return family !== 0 && loopback.check(host, family === 6 ? 'ipv6' : 'ipv4');
}

/** An issuer, and whether it may be trusted, are settled by both settings or by none. */
export function checkOidc(read: Read, faults: Faults): void {
  const issuer = read('SEKISHO_OIDC_ISSUER');
  const audience = read('SEKISHO_OIDC_AUDIENCE');
  if (issuer !== undefined && audience === undefined)
    faults.add(
      'SEKISHO_OIDC_AUDIENCE',
      'SEKISHO_OIDC_ISSUER とともに必要です',
      'is needed with SEKISHO_OIDC_ISSUER',
    );
  if (issuer === undefined && audience !== undefined)
    faults.add(
      'SEKISHO_OIDC_ISSUER',
      'SEKISHO_OIDC_AUDIENCE とともに必要です',
      'is needed with SEKISHO_OIDC_AUDIENCE',
    );
}

/** A browser that signs in needs the issuer, a client of it with its secret, and a way back. */
export function checkConsole({ console, oidc, production }: Settings, read: Read, faults: Faults): void {
  const id = read('SEKISHO_OIDC_CLIENT_ID');
  const secret = read('SEKISHO_OIDC_CLIENT_SECRET');
  const need = (name: SettingName, is: boolean, beside: string) => {
    if (!is) faults.add(name, `${beside} とともに必要です`, `is needed with ${beside}`);
  };
  if (secret !== undefined) need('SEKISHO_OIDC_CLIENT_ID', id !== undefined, 'SEKISHO_OIDC_CLIENT_SECRET');
  if (id !== undefined) {
    need('SEKISHO_OIDC_CLIENT_SECRET', secret !== undefined, 'SEKISHO_OIDC_CLIENT_ID');
    need('SEKISHO_OIDC_ISSUER', oidc !== null, 'SEKISHO_OIDC_CLIENT_ID');
    need('SEKISHO_PUBLIC_URL', read('SEKISHO_PUBLIC_URL') !== undefined, 'SEKISHO_OIDC_CLIENT_ID');
  }
  const { publicUrl } = console;
  if (publicUrl === null) return;
  if (publicUrl.pathname !== '/' || publicUrl.search !== '' || publicUrl.username !== '')
    faults.add(
      'SEKISHO_PUBLIC_URL',
      'ホストとポートまでを指定してください',
      'ends with the host and its port',
    );
  // The cookie of a login crosses the wire with each request (R209).
  if (production && publicUrl.protocol === 'http:' && !isLoopback(publicUrl.hostname))
    faults.add('SEKISHO_PUBLIC_URL', '本番では https が必要です', 'must be https in production');
}

/** Demo tokens are handed out to anyone who can run the CLI, so that nobody else may reach the demo. */
export function checkDemo(settings: Settings, faults: Faults): void {
  if (settings.oidc !== null || settings.production || isLoopback(settings.host)) return;
  faults.add(
    'SEKISHO_HOST',
    'デモでは 127.0.0.1 などループバックに限ります。ほかで待ち受けるには SEKISHO_OIDC_ISSUER が必要です',
    'demo mode listens on a loopback address only; give SEKISHO_OIDC_ISSUER to listen elsewhere',
  );
}

/** The databases the embedded city stands in for. */
export const CITY_SETTINGS = ['SEKISHO_REGISTRY_URL', 'SEKISHO_HEALTH_URL', 'SEKISHO_ADDRESS_URL'] as const;

/** Production serves real people: no demo accounts, no invented residents, no frozen clock, no forged tokens. */
export function checkProduction(settings: Settings, read: Read, faults: Faults): void {
  if (!settings.production) return;
  if (settings.oidc === null && read('SEKISHO_OIDC_ISSUER') === undefined)
    faults.add(
      'SEKISHO_OIDC_ISSUER',
      '本番ではデモを使えないため必要です',
      'is needed: demo mode is not for production',
    );
  // OpenID Connect Discovery 1.0, section 2: an issuer is an https URL. Loopback crosses no wire.
  if (settings.oidc?.issuer.protocol === 'http:' && !isLoopback(settings.oidc.issuer.hostname))
    faults.add('SEKISHO_OIDC_ISSUER', '本番では https が必要です', 'must be https in production');
  for (const name of CITY_SETTINGS) {
    if (read(name) === undefined)
      faults.add(
        name,
        '本番では必要です(内蔵の市は架空です)',
        'is needed: the embedded city is not for production',
      );
  }
  checkCityPaths(settings, faults);
  if (read('SEKISHO_TODAY') !== undefined)
    faults.add('SEKISHO_TODAY', '本番では日付を固定できません', 'the day cannot be fixed in production');
  // Inquiries name persons: between the city and the network they cross no wire in the clear (R209).
  if (settings.intermediateUrl?.protocol === 'http:' && !isLoopback(settings.intermediateUrl.hostname))
    faults.add('SEKISHO_INTERMEDIATE_URL', '本番では https が必要です', 'must be https in production');
  if (settings.vrsUrl?.protocol === 'http:' && !isLoopback(settings.vrsUrl.hostname))
    faults.add('SEKISHO_VRS_URL', '本番では https が必要です', 'must be https in production');
  if (settings.zones.length === 0 && read('SEKISHO_ZONES') === undefined)
    faults.add('SEKISHO_ZONES', '本番では必要です', 'is needed: without zones no personal item opens');
}

/** The embedded city must not come in by its path either. */
function checkCityPaths(settings: Settings, faults: Faults): void {
  const { registry, health, address } = settings.sources;
  const city = join(settings.dataDirectory, 'city');
  [registry, health, address].forEach((source, position) => {
    const name = CITY_SETTINGS[position] ?? '';
    // A setting that was not given, or cannot be read, has its fault already.
    if (source.kind !== 'sqlite' || faults.lines.some((line) => line.startsWith(name))) return;
    if (!relative(city, source.path).startsWith('..'))
      faults.add(name, '内蔵の市は本番では使えません', 'points into the embedded city');
  });
}
