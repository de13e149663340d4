import { ASSERTION_TERMS } from '../../../adapters/intermediate-server/protocol/assertion.js';
import { OPERATIONS } from '../../../adapters/intermediate-server/protocol/messages.js';
import {
  SESSION_HEADER,
  STAFF_ROLES,
  type ProtocolErrorCode,
} from '../../../adapters/intermediate-server/protocol/terms.js';
import { openAll } from '../../background/closing.js';
import type { PermissionList } from '../../policy/permission-list.js';
import { IdempotentActs } from '../signed-calls/idempotent-acts.js';
import { Calls } from '../signed-calls/calls.js';
import { SecurityHandlers } from '../signed-calls/security-handlers.js';
import { listen, type RawAnswer, type RawCall } from '../signed-calls/socket.js';
import { openState, type State } from '../signed-calls/state.js';
import { Copies } from './copies.js';
import { Delivery } from './delivery.js';
import { Exchange } from './exchange.js';
import { Faults } from './faults.js';
import { InquiryHandlers } from './inquiry-handlers.js';
import { ensureCredentials, SigningKey, type Credentials } from './keys.js';
import { operationsOf } from './operations.js';
import type { Parts } from './parts.js';
import { PermissionLists } from './permission-lists.js';
import { Persons } from './persons.js';
import { ProvisionHandlers } from './provision-handlers.js';
import { Records } from './records.js';
import { Restrictions } from './restrictions.js';
import { seedState, type MockSeed } from './seed-state.js';
import { TABLES } from './tables.js';

export interface MockOptions {
  readonly host?: string;
  /** 0: any free port. */
  readonly port?: number;
  /** SQLite; everything survives in it. */
  readonly stateFile: string;
  /** Where each institution's `intermediate-<code>.json` lies or is made. */
  readonly keysDirectory: string;
  /** Read once, into a state that is new. */
  readonly seed: () => MockSeed;
  readonly permissions: () => PermissionList;
  /** The city whose own assessment narrows the list. */
  readonly ownInstitution: string;
  /** The day whose law applies, `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Milliseconds since 1970, for all that is told and kept. Default: the machine's. */
  readonly clock?: () => number;
  /** By which tokens of the callers are judged. Default: `clock`. */
  readonly machine?: () => number;
  readonly faults?: Faults;
  /** Nothing moves by itself: a test calls `advance`. */
  readonly manual?: boolean;
  /** Told of faults of the stand-in's own, never of a call's content. */
  readonly onFault?: (error: unknown) => void;
}

export interface MockIntermediate {
  readonly url: URL;
  readonly faults: Faults;
  /** For tests that look behind the sockets. */
  readonly state: State;
  credentials(institution: string): Credentials;
  /** Runs every step that is due, until nothing moves. */
  advance(): void;
  close(): Promise<void>;
}

const TICK_MS = 100;
const STATUS: Readonly<Record<ProtocolErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  SESSION_EXPIRED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID: 400,
  CONFLICT: 409,
  CODE_NOT_REGISTERED: 409,
  CONTENT_CHANGED: 409,
  AUTOMATIC: 409,
  INTERNAL: 500,
};

/** 中間サーバー and the network behind it, on a real socket. Where that fails, nothing of it stays open. */
export function startMockIntermediate(options: MockOptions): Promise<MockIntermediate> {
  return openAll(async (closing) => {
    const state = openState(options.stateFile, TABLES);
    closing.add({ close: () => void state.close() });
    const { clock = Date.now, machine = clock, faults = new Faults() } = options;
    const key = SigningKey.of(state);
    const { handle: answer, advance } = assemble(options, { ...options, state, clock, machine, key, faults });
    const { host = '127.0.0.1', port = 0, manual = false, onFault = () => undefined } = options;
    let open = true;
    const timer = manual ? null : setInterval(() => tryTo(advance, onFault), TICK_MS).unref();
    closing.add({
      close: () => {
        open = false;
        if (timer !== null) clearInterval(timer);
      },
    });
    const handle = async (call: RawCall): Promise<RawAnswer> => {
      const told = await answer(call);
      // What was asked for goes on its way at once, but not before the asker has the number of the inquiry.
      if (timer !== null) setImmediate(() => open && tryTo(advance, onFault));
      return told;
    };
    const socket = closing.add(
      await listen({ host, port }, { sessionHeader: SESSION_HEADER, status: STATUS, faults, handle }),
    );
    return {
      ...{ url: new URL(`http://${host}:${socket.port}`), faults, state, advance },
      credentials: (institution) => ensureCredentials(options.keysDirectory, institution, key),
      close: () => closing.close(),
    };
  });
}

/** The parts of the network over an open state, seeded where it is new. */
function assemble(
  options: MockOptions,
  parts: Parts,
): { readonly handle: (call: RawCall) => Promise<RawAnswer>; readonly advance: () => void } {
  const { state, key } = parts;
  const { keysDirectory, onFault = () => undefined } = options;
  const acts = new IdempotentActs(state);
  const persons = new Persons(state);
  const lists = new PermissionLists(parts);
  const restrictions = new Restrictions(parts, persons, lists, acts);
  const copies = new Copies(parts, { persons, lists, restrictions, acts });
  seedState({ state, key, keysDirectory, persons, copies, restrictions }, options.seed);
  const records = new Records(parts, persons, restrictions);
  const delivery = new Delivery(parts);
  const exchange = new Exchange(parts, { persons, lists, restrictions, copies, records, delivery });
  const security = new SecurityHandlers({ ...parts, roles: STAFF_ROLES });
  const inquiries = new InquiryHandlers(parts, persons);
  const provisions = new ProvisionHandlers(parts, { persons, copies, exchange, acts });
  const handlers = { security, lists, inquiries, provisions, restrictions, records, copies };
  const advance = (): void => {
    security.endIdleSessions();
    while (exchange.advance());
  };
  lists.distribute();
  const calls = new Calls(parts, {
    ...{ table: OPERATIONS, operations: operationsOf(handlers), security, terms: ASSERTION_TERMS },
    ...{ login: 'SCM01', logout: 'SCM02', onFault },
  });
  return { handle: (call) => calls.handle(call), advance };
}

/** A step that fails is tried again at the next turn: its transaction left nothing. */
function tryTo(work: () => void, onFault: (error: unknown) => void): void {
  try {
    work();
  } catch (error) {
    onFault(error);
  }
}
