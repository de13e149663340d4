import type { DatabaseUrl } from '../database/database-url.js';
import type { Zone } from '../policy/terms.js';

/** Peer addresses that belong to a zone, in CIDR notation. First match wins. */
export interface ZoneRange {
  readonly zone: Zone;
  readonly cidr: string;
}

/** All settings, parsed once from the environment by `main.ts` and `cli.ts`, complete, checked and frozen. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** Processes on that port; 1: the one that is started. */
  readonly workers: number;
  /**
   * `SEKISHO_DATA`: absolute path; everything the gateway writes lies below it (but the audit folder may lie
   * elsewhere).
   */
  readonly dataDirectory: string;
  /** Absolute path; `SEKISHO_AUDIT_DIR`, else `$SEKISHO_DATA/audit`. */
  readonly auditDirectory: string;
  /** Folder of the log's second copy; null: none. */
  readonly auditMirror: string | null;
  /** Where checkpoints go: an absolute path, or a URL that co-signs; null: nowhere. */
  readonly auditWitness: string | URL | null;
  /** The log's secret where no file holds it; never printed. */
  readonly auditSecret: string | null;
  readonly production: boolean;
  readonly city: {
    readonly size: number;
    readonly seed: number;
    /** Day the synthetic city is made for, `YYYY-MM-DD`. */
    readonly asOf: string;
    /** At least one of the three databases is the embedded city's (its URL was not given). Never in production. */
    readonly embedded: boolean;
  };
  /**
   * The gateway's today, `YYYY-MM-DD`: `SEKISHO_TODAY`, else the embedded city's day, else null for the real
   * day in Japan.
   */
  readonly today: string | null;
  readonly sources: {
    readonly registry: DatabaseUrl;
    readonly health: DatabaseUrl;
    readonly address: DatabaseUrl;
  };
  readonly store: DatabaseUrl;
  readonly intermediateUrl: URL | null;
  /** File of the city's credentials with the intermediate server. */
  readonly intermediateKeys: string;
  readonly vrsUrl: URL | null;
  /** File of the city's key with the vaccination record system. */
  readonly vrsKeys: string;
  readonly redisUrl: URL | null;
  /** null: demo mode. */
  readonly oidc: { readonly issuer: URL; readonly audience: string } | null;
  readonly console: {
    /** Origin of the gateway as browsers see it; null: any loopback address, in the demo. */
    readonly publicUrl: URL | null;
    /** Of the issuer; null: nobody signs in to the console by it. */
    readonly client: { readonly id: string; readonly secret: string } | null;
    /** Whether GraphiQL is served, where no list of documents is in force: by itself outside production alone. */
    readonly graphiql: boolean;
  };
  /** Of whoever runs a command that reads the log or the city; never printed. null: nobody says who they are. */
  readonly token: string | null;
  readonly zones: readonly ZoneRange[];
  /** Only documents of this signed manifest are carried out; null: any document within the limits. */
  readonly trustedDocuments: { readonly manifest: string; readonly publicKey: string } | null;
  /** Folder of a policy that is asked beside the one in force and only reported on; null: none. */
  readonly shadowPolicyDirectory: string | null;
}
