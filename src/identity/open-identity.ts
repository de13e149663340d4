import type { Settings } from '../config/settings.js';
import { openDemoIssuer, type DemoIssuer, type LoginRegister } from './demo-issuer.js';
import { createIdentity, type Identity, type StaffRegister } from './identity.js';
import { demoIssuer, oidcIssuer } from './issuer.js';

interface OpenIdentityOptions {
  readonly settings: Settings;
  readonly directory: StaffRegister & LoginRegister;
}

export interface OpenIdentity {
  readonly identity: Identity;
  readonly publicKeys: () => unknown;
  /** Signs tokens for whoever sits there; null where a provider does. */
  readonly demo: DemoIssuer | null;
}

/** Identity as the settings ask for it: an OpenID provider, or the demo's own issuer with its public keys. */
export async function openIdentity(options: OpenIdentityOptions): Promise<OpenIdentity> {
  const { settings, directory } = options;
  if (settings.oidc !== null) {
    const { issuer: url, audience } = settings.oidc;
    const client = settings.console.client?.id;
    const issuer = oidcIssuer({
      issuer: url,
      audiences: [audience, ...(client === undefined ? [] : [client])],
    });
    return {
      identity: createIdentity({ issuer, directory, zones: settings.zones }),
      publicKeys: () => ({ keys: [] }),
      demo: null,
    };
  }
  const { dataDirectory, production } = settings;
  const demo = await openDemoIssuer({ dataDirectory, production, directory });
  return {
    identity: createIdentity({ issuer: demoIssuer(demo), directory, zones: settings.zones }),
    publicKeys: () => demo.jwks(),
    demo,
  };
}
