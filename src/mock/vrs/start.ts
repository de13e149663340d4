import { OPERATIONS } from '../../../adapters/vaccination-record-system/protocol/messages.js';
import type { Application } from '../../../adapters/vaccination-record-system/protocol/applications.js';
import {
  ASSERTION_TERMS,
  SESSION_HEADER,
  STAFF_ROLES,
  type ProtocolErrorCode,
} from '../../../adapters/vaccination-record-system/protocol/terms.js';
import { openAll } from '../../background/closing.js';
import type { CallerKeys } from '../signed-calls/caller-keys.js';
import { Calls } from '../signed-calls/calls.js';
import { IdempotentActs } from '../signed-calls/idempotent-acts.js';
import { SecurityHandlers } from '../signed-calls/security-handlers.js';
import { listen } from '../signed-calls/socket.js';
import { openState, type State } from '../signed-calls/state.js';
import { Applications } from './applications.js';
import { Doses } from './doses.js';
import { Faults } from './faults.js';
import { Flags } from './flags.js';
import { Inquiries } from './inquiries.js';
import { operationsOf } from './operations.js';
import type { Parts } from './parts.js';
import { credentialsOf, seedState, type VrsSeed } from './seed-state.js';
import { TABLES } from './tables.js';
import { Targets } from './targets.js';

export interface MockVrsOptions {
  readonly host?: string;
  /** 0: any free port. */
  readonly port?: number;
  /** SQLite; everything survives in it. */
  readonly stateFile: string;
  /** Where each municipality's `vrs-<code>.json` lies or is made. */
  readonly keysDirectory: string;
  /** Read once, into a state that is new. */
  readonly seed: () => VrsSeed;
  /** By which flags take effect, `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Milliseconds since 1970, for all that is told and kept. Default: the machine's. */
  readonly clock?: () => number;
  /** By which tokens of the callers are judged. Default: `clock`. */
  readonly machine?: () => number;
  readonly faults?: Faults;
  /** Told of faults of the stand-in's own, never of a call's content. */
  readonly onFault?: (error: unknown) => void;
}

export interface MockVrs {
  readonly url: URL;
  readonly faults: Faults;
  /** For tests that look behind the socket. */
  readonly state: State;
  credentials(municipality: string): CallerKeys;
  /** An applicant sends an application from a device of their own. */
  apply(municipality: string, person: string, kind: Application['kind']): Application;
  close(): Promise<void>;
}

export const STATUS: Readonly<Record<ProtocolErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  SESSION_EXPIRED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID: 400,
  CONFLICT: 409,
  ALREADY_REGISTERED: 409,
  COUPON_IN_USE: 409,
  NOT_A_TARGET: 409,
  BAD_LINE: 422,
  OTHER_MUNICIPALITY: 422,
  EXAMINATION_ONLY: 422,
  UNKNOWN_COUPON: 422,
  VOID_COUPON: 422,
  DOSE_EXISTS: 409,
  LOCKED: 409,
  IMPOSSIBLE_DAY: 422,
  FLAG_EXISTS: 409,
  NO_GROUND: 403,
  NOT_ACCEPTED: 409,
  INTERNAL: 500,
};

/** ワクチン接種記録システム with the areas of its municipalities, on a real socket. */
export function startMockVrs(options: MockVrsOptions): Promise<MockVrs> {
  return openAll(async (closing) => {
    const { clock = Date.now, machine = clock, faults = new Faults(), today } = options;
    const state = openState(options.stateFile, TABLES);
    closing.add({ close: () => void state.close() });
    seedState(state, options.keysDirectory, options.seed);
    const { calls, applications } = assemble({ state, clock, machine, today, faults }, options);
    const { host = '127.0.0.1', port = 0 } = options;
    const answering = {
      ...{ sessionHeader: SESSION_HEADER, status: STATUS, faults },
      handle: calls.handle.bind(calls),
    };
    const socket = closing.add(await listen({ host, port }, answering));
    return {
      ...{ url: new URL(`http://${host}:${socket.port}`), faults, state },
      credentials: (municipality) => credentialsOf(options.keysDirectory, municipality),
      apply: (municipality, person, kind) =>
        state.transaction(() => applications.receiveElectronic(municipality, person, kind))(),
      close: () => closing.close(),
    };
  });
}

function assemble(parts: Parts, { onFault = () => undefined }: MockVrsOptions) {
  const { state, faults } = parts;
  const acts = new IdempotentActs(state);
  const targets = new Targets(parts, acts);
  const doses = new Doses(parts, targets, acts);
  const flags = new Flags(parts, targets, acts);
  const inquiries = new Inquiries(parts, { targets, doses, acts });
  const applications = new Applications(parts, { targets, doses, acts });
  const security = new SecurityHandlers({ ...parts, roles: STAFF_ROLES });
  const handlers = { state, security, targets, doses, flags, inquiries, applications };
  const calls = new Calls(parts, {
    ...{ table: OPERATIONS, operations: operationsOf(handlers), security, terms: ASSERTION_TERMS },
    ...{ login: 'SEC01', logout: 'SEC02', onFault, at: (moment) => faults.at(moment) },
  });
  return { calls, applications };
}
