import type { GraphQLSchema } from 'graphql';
import type { Clock } from '../calendar/clock.js';
import type { Settings } from '../config/settings.js';
import type { Logger } from '../log/logger.js';
import type { CaseSeeds } from '../cases/open-cases.js';
import type { PastWork, PastWorkFacts } from '../demo/past-work.js';
import type { Crew } from '../workers/crew.js';
import type { SourceOptions } from '../sources/open-sources.js';

export interface GatewayOptions {
  readonly settings: Settings;
  /** Root of the installation: holds `policy/`. */
  readonly root: string;
  readonly log: Logger;
  /** Default: that of the settings. Whoever runs a stand-in beside the gateway gives both the same. */
  readonly clock?: Clock;
  /** 宛名番号 of staff who live in the city, by account. */
  readonly staff: Readonly<Record<string, string | null>>;
  /** Cases that are there at the start, for whom they are about: those of the demo. */
  readonly cases?: CaseSeeds;
  /** Work that stands in a log which has none yet: that of the demo. */
  readonly work?: (facts: PastWorkFacts) => PastWork;
  /** The intermediate server to use instead of the one the settings name: the stand-in beside the embedded city. */
  readonly intermediate?: URL;
  /** The vaccination record system, likewise. */
  readonly vrs?: URL;
  /** The demo is met from each zone at an address of its own: `src/console/demo-doors.ts`. Default: at the gateway's. */
  readonly demoDoors?: boolean;
  /**
   * For tests: how long a source and a statement are waited for, milliseconds, on a machine that is busy with other
   * suites. Default: what `src/sources/source-facts.ts` and the lane say.
   */
  readonly patienceMs?: number;
  /**
   * For tests: milliseconds from the start to what is made ahead of questions, which reads the city and is nobody's
   * question. Default: at once.
   */
  readonly aheadMs?: number;
  /** SQL text of every statement, for tests that read it. */
  readonly onStatement?: SourceOptions['onStatement'];
  /**
   * For tests: the index of the log is kept without a thread, for which the sources as they are have no program.
   */
  readonly indexInProcess?: boolean;
  /** Of several processes on one port: what this one has of the others. Default: it is the only one. */
  readonly crew?: Crew;
  /** For tests: sees the guarded graph before it serves, and may wrap its resolvers once more. */
  readonly onGraph?: (schema: GraphQLSchema) => void;
  /** For tests: graphql-js carries every operation out, as it does where the product's own executor cannot. */
  readonly graphqlJs?: boolean;
  /**
   * For tests: the clock of sessions in memory, and how often sessions that have run out are looked for;
   * milliseconds.
   */
  readonly sessions?: { readonly clock?: () => number; readonly sweepEvery?: number };
}
