import type { Settings } from './settings.js';
import type { DatabaseUrl } from '../database/database-url.js';

const MASKED = '****';

/**
 * The settings in force, one `NAME value` line each in the order of `keys.ts`, for the start banner and `doctor`.
 * Passwords are masked, and what may carry a token (query, fragment) is left out.
 */
export function describeSettings(settings: Settings): string[] {
  const { city, sources, oidc } = settings;
  const rows: readonly (readonly [string, string])[] = [
    ['SEKISHO_HOST', settings.host],
    ['SEKISHO_PORT', String(settings.port)],
    ['SEKISHO_WORKERS', String(settings.workers)],
    ['SEKISHO_DATA', settings.dataDirectory],
    ['SEKISHO_CITY_SIZE', String(city.size)],
    ['SEKISHO_SEED', String(city.seed)],
    ['SEKISHO_TODAY', settings.today ?? '(the day in Japan)'],
    ['SEKISHO_REGISTRY_URL', databaseText(sources.registry)],
    ['SEKISHO_HEALTH_URL', databaseText(sources.health)],
    ['SEKISHO_ADDRESS_URL', databaseText(sources.address)],
    ['SEKISHO_STORE_URL', databaseText(settings.store)],
    [
      'SEKISHO_INTERMEDIATE_URL',
      urlText(settings.intermediateUrl, settings.city.embedded ? '(stand-in)' : '(none: not connected)'),
    ],
    ['SEKISHO_INTERMEDIATE_KEYS', settings.intermediateKeys],
    [
      'SEKISHO_VRS_URL',
      urlText(settings.vrsUrl, settings.city.embedded ? '(stand-in)' : '(none: not connected)'),
    ],
    ['SEKISHO_VRS_KEYS', settings.vrsKeys],
    ['REDIS_URL', urlText(settings.redisUrl, '(none: in memory)')],
    ['SEKISHO_OIDC_ISSUER', urlText(oidc?.issuer ?? null, '(none: demo mode)')],
    ['SEKISHO_OIDC_AUDIENCE', oidc?.audience ?? '(none)'],
    ['SEKISHO_OIDC_CLIENT_ID', settings.console.client?.id ?? '(none: nobody signs in)'],
    ['SEKISHO_OIDC_CLIENT_SECRET', settings.console.client === null ? '(none)' : MASKED],
    ['SEKISHO_PUBLIC_URL', urlText(settings.console.publicUrl, '(none)')],
    ['SEKISHO_GRAPHIQL', settings.console.graphiql ? 'on' : 'off'],
    ['SEKISHO_AUDIT_DIR', settings.auditDirectory],
    ['SEKISHO_AUDIT_MIRROR', settings.auditMirror ?? '(none: one copy)'],
    [
      'SEKISHO_AUDIT_WITNESS',
      settings.auditWitness instanceof URL
        ? urlText(settings.auditWitness, '')
        : (settings.auditWitness ?? '(none)'),
    ],
    ['SEKISHO_AUDIT_SECRET', settings.auditSecret === null ? '(in a file)' : MASKED],
    ['SEKISHO_TOKEN', settings.token === null ? '(none)' : MASKED],
    ['SEKISHO_ZONES', settings.zones.map((range) => `${range.zone}=${range.cidr}`).join(';') || '(none)'],
    ['SEKISHO_TRUSTED_DOCUMENTS', settings.trustedDocuments?.manifest ?? '(none: any document)'],
    ['SEKISHO_TRUSTED_KEY', settings.trustedDocuments?.publicKey ?? '(none)'],
    ['SEKISHO_POLICY_SHADOW', settings.shadowPolicyDirectory ?? '(none)'],
  ];
  return rows.map(([name, value]) => `${name.padEnd(26)} ${value}`);
}

function databaseText(database: DatabaseUrl): string {
  if (database.kind === 'sqlite') return `sqlite:${database.path}`;
  return `mssql://${database.user}:${MASKED}@${database.host}:${database.port}/${database.database}`;
}

function urlText(url: URL | null, absent: string): string {
  if (url === null) return absent;
  const user = url.username === '' && url.password === '' ? '' : `${MASKED}@`;
  return `${url.protocol}//${user}${url.host}${url.pathname}`;
}
