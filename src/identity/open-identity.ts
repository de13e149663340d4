import type { Settings } from '../config/settings.js';
import type { LoadedPolicy } from '../policy/load.js';
import { openDemoIssuer } from './demo-issuer.js';
import { createIdentity, type Identity } from './identity.js';
import { demoIssuer, oidcIssuer } from './issuer.js';
import { loadRoster } from './roster.js';

interface OpenIdentityOptions {
  readonly settings: Settings;
  /** Folder that holds `accounts.json`. */
  readonly policyDirectory: string;
  readonly policy: LoadedPolicy;
  readonly today: () => string;
  /** 宛名番号 of staff who live in the city, by account. */
  readonly staff: Readonly<Record<string, string | null>>;
}

/** Identity as the settings ask for it: an OpenID provider, or the demo's own issuer with its public keys. */
export async function openIdentity(
  options: OpenIdentityOptions,
): Promise<{ readonly identity: Identity; readonly publicKeys: () => unknown }> {
  const { settings, policy, today, staff } = options;
  const roster = loadRoster({ directory: options.policyDirectory, policy, today, staff });
  if (settings.oidc !== null) {
    const issuer = oidcIssuer(settings.oidc);
    return { identity: createIdentity({ issuer, roster, zones: settings.zones }), publicKeys: () => ({ keys: [] }) };
  }
  const { dataDirectory, production } = settings;
  const demo = await openDemoIssuer({ dataDirectory, production, roster });
  return {
    identity: createIdentity({ issuer: demoIssuer(demo), roster, zones: settings.zones }),
    publicKeys: () => demo.jwks(),
  };
}
