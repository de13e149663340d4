/** One setting of the environment. README's table has the same rows in the same order; a test compares them. */
export interface SettingKey {
  readonly name: string;
  /** As shown to a reader; the real defaults are applied in `parse.ts`. */
  readonly defaultText: string;
  readonly meaning: string;
}

/**
 * Every setting there is. A variable that starts with `SEKISHO_` and is not listed stops the start: a misspelt
 * security setting must never be ignored.
 */
export const SETTING_KEYS = [
  {
    name: 'SEKISHO_HOST',
    defaultText: '127.0.0.1',
    meaning: 'Address to listen on. Demo mode: loopback only.',
  },
  { name: 'SEKISHO_PORT', defaultText: '4000', meaning: 'TCP port, 0 to 65535; 0 takes any free port.' },
  {
    name: 'SEKISHO_WORKERS',
    defaultText: '1',
    meaning:
      'Processes on the one port of this machine, 1 to 64, `--workers` likewise: sessions, caps and budgets are shared without Redis, and one that ends is replaced.',
  },
  { name: 'SEKISHO_DATA', defaultText: 'var', meaning: 'Folder for everything the gateway writes.' },
  {
    name: 'SEKISHO_CITY_SIZE',
    defaultText: '120000',
    meaning: 'Residents of the embedded city, 500 to 5000000.',
  },
  { name: 'SEKISHO_SEED', defaultText: '13210', meaning: 'Seed of the embedded city, 0 to 4294967295.' },
  {
    name: 'SEKISHO_TODAY',
    defaultText: '2023-06-27 with the embedded city, else the day in Japan',
    meaning:
      "The gateway's day, `YYYY-MM-DD`, and the embedded city's: the one clock of the process, its log included (at the real time of day; `audit verify` says so), but for the life of tokens. Refused in production.",
  },
  {
    name: 'SEKISHO_REGISTRY_URL',
    defaultText: 'embedded city',
    meaning: 'Resident registry: `sqlite:PATH` or `mssql://user:pass@host:port/db`.',
  },
  { name: 'SEKISHO_HEALTH_URL', defaultText: 'embedded city', meaning: 'Health management, same forms.' },
  { name: 'SEKISHO_ADDRESS_URL', defaultText: 'embedded city', meaning: 'Address-name system, same forms.' },
  {
    name: 'SEKISHO_STORE_URL',
    defaultText: 'sqlite:$SEKISHO_DATA/store.sqlite',
    meaning: "The gateway's own store, same forms.",
  },
  {
    name: 'SEKISHO_INTERMEDIATE_URL',
    defaultText: 'stand-in with the embedded city, else none',
    meaning: 'Intermediate server, `http:` or `https:`.',
  },
  {
    name: 'SEKISHO_INTERMEDIATE_KEYS',
    defaultText: '$SEKISHO_DATA/keys/intermediate-0220113210101700.json',
    meaning: "The city's key with the intermediate server, and that server's public key.",
  },
  {
    name: 'SEKISHO_VRS_URL',
    defaultText: 'stand-in with the embedded city, else none',
    meaning: 'Vaccination record system, `http:` or `https:`.',
  },
  {
    name: 'SEKISHO_VRS_KEYS',
    defaultText: '$SEKISHO_DATA/keys/vrs-132101.json',
    meaning: "The city's key with the vaccination record system.",
  },
  {
    name: 'REDIS_URL',
    defaultText: 'none: one machine, in memory',
    meaning: 'Sessions and caps shared by replicas, `redis:` or `rediss:`.',
  },
  {
    name: 'SEKISHO_OIDC_ISSUER',
    defaultText: 'none: demo mode',
    meaning: 'Issuer of staff tokens; `https:` in production.',
  },
  {
    name: 'SEKISHO_OIDC_AUDIENCE',
    defaultText: 'none',
    meaning: 'Audience a token must name. Given with the issuer or not at all.',
  },
  {
    name: 'SEKISHO_OIDC_CLIENT_ID',
    defaultText: 'none: nobody signs in to the console',
    meaning:
      'Client of the issuer with which browsers sign in to the console. Its ID tokens are taken beside those of the audience.',
  },
  {
    name: 'SEKISHO_OIDC_CLIENT_SECRET',
    defaultText: 'none',
    meaning: 'Secret of that client. Given with its id or not at all.',
  },
  {
    name: 'SEKISHO_PUBLIC_URL',
    defaultText: 'any loopback address in demo mode, else none',
    meaning:
      'Address of the gateway as browsers see it, `https://host`: the console is used under it alone, and the issuer sends browsers back to `/console/callback` below it.',
  },
  {
    name: 'SEKISHO_GRAPHIQL',
    defaultText: '`on`; in production `off`',
    meaning:
      'Whether `/graphiql` is served, an editor of operations for account administrators: `on` or `off`. Never where a signed manifest is in force.',
  },
  { name: 'SEKISHO_AUDIT_DIR', defaultText: '$SEKISHO_DATA/audit', meaning: 'Folder of the access log.' },
  {
    name: 'SEKISHO_AUDIT_MIRROR',
    defaultText: 'none: one copy',
    meaning: 'Folder of a second copy on another disk. Nothing is sealed before it is durable in both.',
  },
  {
    name: 'SEKISHO_AUDIT_WITNESS',
    defaultText: 'none',
    meaning:
      'Where signed checkpoints go: a folder on another mount, which must be there, or an `http:`/`https:` witness that co-signs them.',
  },
  {
    name: 'SEKISHO_AUDIT_SECRET',
    defaultText: '$SEKISHO_DATA/keys/audit.json',
    meaning:
      'Secret of the access log, of the rounding of statistics and of staged doses, 32 bytes in base64url, where no file may hold it. (Files of keys and secrets may be links, as Kubernetes mounts them.)',
  },
  {
    name: 'SEKISHO_TOKEN',
    defaultText: 'none',
    meaning:
      'Token of whoever runs a command that reads the log or the city or asks a gateway, where `--token-file FILE` (mode 600) does not name it: the environment is seen by others. The gateway itself does not use it.',
  },
  {
    name: 'SEKISHO_ZONES',
    defaultText: '127.0.0.1 to .4 one zone each, loopback only',
    meaning:
      'Networks of each zone: `NUMBER_USE=10.1.0.0/16,10.2.0.0/16;LGWAN=10.9.0.0/24`. First match wins.',
  },
  {
    name: 'SEKISHO_TRUSTED_DOCUMENTS',
    defaultText: 'none: any document within the limits',
    meaning: 'Signed manifest of documents; no other document is carried out.',
  },
  {
    name: 'SEKISHO_TRUSTED_KEY',
    defaultText: 'none',
    meaning:
      'Path of the file with the public key (JWK) of that signature. Given with the manifest or not at all.',
  },
  {
    name: 'SEKISHO_POLICY_SHADOW',
    defaultText: 'none',
    meaning:
      'Folder of a policy asked beside the one in force; what it would decide otherwise is counted and logged.',
  },
] as const satisfies readonly SettingKey[];

export type SettingName = (typeof SETTING_KEYS)[number]['name'];
