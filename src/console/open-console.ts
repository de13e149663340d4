import type { Closing } from '../background/closing.js';
import type { Settings } from '../config/settings.js';
import type { Clock } from '../calendar/clock.js';
import type { DemoIssuer } from '../identity/demo-issuer.js';
import { zoneFinder } from '../identity/zone.js';
import type { Logger } from '../log/logger.js';
import type { LoadedPolicy } from '../policy/load.js';
import { zonesOfRole } from '../policy/zones-of-role.js';
import type { Ask } from '../shared-state/ask.js';
import { ADMIN_ROLE } from '../staff/account-rules.js';
import type { StaffIndex } from '../staff/staff-index.js';
import { createBrowserLogins } from './browser-logins.js';
import { ConsoleEndpoint, type ConsoleEndpointParts } from './console-endpoint.js';
import { consoleRoutes } from './console-routes.js';
import type { DemoDoors } from './demo-doors.js';
import { DemoSignIn } from './demo-sign-in.js';
import { graphiqlPages } from './graphiql-pages.js';
import { hostCheck, originCheck } from './own-origin.js';
import { consolePages, type Pages } from './pages.js';

export interface ConsoleOptions {
  readonly settings: Settings;
  readonly log: Logger;
  readonly graphql: ConsoleEndpointParts['graphql'];
  /** null where an identity provider signs tokens. */
  readonly demoIssuer: DemoIssuer | null;
  readonly services: {
    readonly staff: { readonly directory: { readonly index: StaffIndex } };
    readonly policies: { current(): LoadedPolicy };
    readonly clock: Pick<Clock, 'today'>;
  };
  readonly doors: Pick<DemoDoors, 'list'>;
  /** Of the process that keeps logins for several; null: this one keeps them. */
  readonly ask: Ask | null;
  /** The gateway's own folder, in which the pages were built. */
  readonly root: string;
}

/** The page's way in: cookies for tokens, sign-in and the graph behind them. */
export async function openConsole(
  { settings, log, graphql, demoIssuer, services, doors, ask, root }: ConsoleOptions,
  closing: Closing,
): Promise<{ readonly routes: ReturnType<typeof consoleRoutes>; readonly pages: Pages }> {
  const { redisUrl, oidc } = settings;
  const { publicUrl, client } = settings.console;
  const onFault = (err: unknown) => log.warn({ err }, 'Redis does not answer');
  const logins = closing.add(await createBrowserLogins({ redisUrl, ask, onFault }));
  const isForeign = originCheck(publicUrl);
  const routes = consoleRoutes({
    ...{ logins, isForeign, hostFault: hostCheck(publicUrl) },
    ...{ endpoint: new ConsoleEndpoint({ graphql, logins, isForeign }) },
    signIn:
      oidc === null || client === null || publicUrl === null
        ? null
        : new (await import('./sign-in.js')).SignIn({ issuer: oidc.issuer, client, publicUrl, logins, log }),
    demo:
      demoIssuer === null
        ? null
        : new DemoSignIn({
            ...{ issuer: demoIssuer, logins, isForeign, doors },
            zoneOf: zoneFinder(settings.zones),
            today: () => services.clock.today(),
            zonesOfRole: (role) => zonesOfRole(services.policies.current(), role),
            accounts: () => services.staff.directory.index.accounts.values(),
          }),
  });
  const pages = consolePages(root, publicUrl);
  const isEngineer = (account: string) =>
    services.staff.directory.index.accounts.get(account)?.role === ADMIN_ROLE;
  // What is not in a signed list is not carried out: an editor would be of no use beside one.
  const isOffered = settings.console.graphiql && settings.trustedDocuments === null;
  return { routes, pages: isOffered ? graphiqlPages({ root, logins, isEngineer }, pages) : pages };
}
