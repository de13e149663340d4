import type { Settings } from '../config/settings.js';
import { openDemoIssuer, type LoginRegister } from './demo-issuer.js';
import { createIdentity, type Identity, type StaffRegister } from './identity.js';
import { demoIssuer, oidcIssuer } from './issuer.js';

interface OpenIdentityOptions {
  readonly settings: Settings;
  readonly directory: StaffRegister & LoginRegister;
}

/** Identity as the settings ask for it: an OpenID provider, or the demo's own issuer with its public keys. */
export async function openIdentity(
  options: OpenIdentityOptions,
): Promise<{ readonly identity: Identity; readonly publicKeys: () => unknown }> {
  const { settings, directory } = options;
  if (settings.oidc !== null) {
    const issuer = oidcIssuer(settings.oidc);
    return {
      identity: createIdentity({ issuer, directory, zones: settings.zones }),
      publicKeys: () => ({ keys: [] }),
    };
  }
  const { dataDirectory, production } = settings;
  const demo = await openDemoIssuer({ dataDirectory, production, directory });
  return {
    identity: createIdentity({ issuer: demoIssuer(demo), directory, zones: settings.zones }),
    publicKeys: () => demo.jwks(),
  };
}
