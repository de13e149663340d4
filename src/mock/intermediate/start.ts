import type { PermissionList } from '../../policy/permission-list.js';
import { IdempotentActs } from './idempotent-acts.js';
import { Calls } from './calls.js';
import { Copies } from './copies.js';
import { Delivery } from './delivery.js';
import { Exchange } from './exchange.js';
import { Faults } from './faults.js';
import { InquiryHandlers } from './inquiry-handlers.js';
import { ensureCredentials, SigningKey, type Credentials } from './keys.js';
import type { Parts } from './parts.js';
import { PermissionLists } from './permission-lists.js';
import { Persons } from './persons.js';
import { ProvisionHandlers } from './provision-handlers.js';
import { Records } from './records.js';
import { Restrictions } from './restrictions.js';
import { SecurityHandlers } from './security-handlers.js';
import { seedState, type MockSeed } from './seed-state.js';
import { listen } from './server.js';
import { openState, type State } from './state.js';

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
  readonly clock?: () => number;
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

/** 中間サーバー and the network behind it, on a real socket. */
export async function startMockIntermediate(options: MockOptions): Promise<MockIntermediate> {
  const { faults = new Faults(), host = '127.0.0.1', port = 0, onFault = () => undefined } = options;
  const state = openState(options.stateFile);
  const { key, calls, advance } = furnish(options, { state, faults, onFault });
  let open = true;
  const timer = options.manual === true ? null : setInterval(() => tryTo(advance, onFault), TICK_MS).unref();
  const socket = await listen(
    { host, port },
    {
      faults,
      handle: async (call) => {
        const answer = await calls.handle(call);
        // What was asked for goes on its way at once, but not before the asker has its number.
        if (timer !== null) setImmediate(() => open && tryTo(advance, onFault));
        return answer;
      },
    },
  );
  return {
    url: new URL(`http://${host}:${socket.port}`),
    faults,
    state,
    credentials: (institution) => ensureCredentials(options.keysDirectory, institution, key),
    advance,
    close: async () => {
      open = false;
      if (timer !== null) clearInterval(timer);
      await socket.close();
      state.close();
    },
  };
}

/** Everything behind the socket, over its state: seeded where that is new, each list of permissions brought up to date. */
function furnish(
  options: MockOptions,
  given: { readonly state: State; readonly faults: Faults; readonly onFault: (error: unknown) => void },
): { readonly key: SigningKey; readonly calls: Calls; readonly advance: () => void } {
  const { state, faults, onFault } = given;
  const key = SigningKey.of(state);
  const parts: Parts = { ...options, state, clock: options.clock ?? Date.now, key, faults };
  const acts = new IdempotentActs(state);
  const persons = new Persons(state);
  const lists = new PermissionLists(parts);
  const restrictions = new Restrictions(parts, persons, lists, acts);
  const copies = new Copies(parts, { persons, lists, restrictions, acts });
  seedState(
    { state, key, keysDirectory: options.keysDirectory, persons, copies, restrictions },
    options.seed,
  );
  const records = new Records(parts, persons, restrictions);
  const delivery = new Delivery(parts);
  const exchange = new Exchange(parts, { persons, lists, restrictions, copies, records, delivery });
  const security = new SecurityHandlers(parts);
  const inquiries = new InquiryHandlers(parts, persons);
  const provisions = new ProvisionHandlers(parts, { persons, copies, exchange, acts });
  const calls = new Calls(
    parts,
    { security, lists, inquiries, provisions, restrictions, records, copies },
    onFault,
  );
  lists.distribute();
  const advance = (): void => {
    security.endIdleSessions();
    while (exchange.advance());
  };
  return { key, calls, advance };
}

/** A step that fails is tried again at the next turn: its transaction left nothing. */
function tryTo(work: () => void, onFault: (error: unknown) => void): void {
  try {
    work();
  } catch (error) {
    onFault(error);
  }
}
