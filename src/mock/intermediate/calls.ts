import type { JWK } from 'jose';
import { readAssertion } from '../../../adapters/intermediate-server/protocol/assertion.js';
import {
  OPERATIONS,
  type OperationName,
  type RequestOf,
  type ResponseOf,
} from '../../../adapters/intermediate-server/protocol/messages.js';
import type { Copies } from './copies.js';
import type { InquiryHandlers } from './inquiry-handlers.js';
import { Refused, type Caller, type Parts } from './parts.js';
import type { PermissionLists } from './permission-lists.js';
import type { ProvisionHandlers } from './provision-handlers.js';
import type { Records } from './records.js';
import type { Restrictions } from './restrictions.js';
import type { SecurityHandlers } from './security-handlers.js';
import type { RawAnswer, RawCall } from './server.js';

export interface Handlers {
  readonly security: SecurityHandlers;
  readonly lists: PermissionLists;
  readonly inquiries: InquiryHandlers;
  readonly provisions: ProvisionHandlers;
  readonly restrictions: Restrictions;
  readonly records: Records;
  readonly copies: Copies;
}

type Operations = {
  readonly [Name in OperationName]: (
    caller: Caller,
    request: RequestOf<Name>,
    session: string,
  ) => ResponseOf<Name>;
};

/**
 * From a call on the socket to its answer: whose it is, whether it is well formed, whether the caller may, what comes
 * of it.
 */
export class Calls {
  private readonly operations: Operations;

  constructor(
    private readonly parts: Parts,
    private readonly handlers: Handlers,
    private readonly onFault: (error: unknown) => void,
  ) {
    this.operations = operationsOf(handlers);
  }

  async handle(call: RawCall): Promise<RawAnswer> {
    const { operation } = call;
    if (!isOperation(operation)) return { error: 'NOT_FOUND' };
    const now = Math.floor(this.parts.machine() / 1000);
    const assertion =
      call.assertion === null
        ? null
        : await readAssertion(call.assertion, { operation, body: call.body, now }, this.keyOf);
    if (assertion === null) return { error: 'UNAUTHENTICATED' };
    try {
      // One transaction a call: what was answered is on the disk, and what was refused left nothing behind.
      return this.parts.state.transaction(() => {
        this.handlers.security.useOnce(assertion);
        return this.perform(operation, call, assertion);
      })();
    } catch (error) {
      if (error instanceof Refused) return { error: error.code };
      this.onFault(error);
      return { error: 'INTERNAL' };
    }
  }

  private perform(operation: OperationName, { body, session }: RawCall, caller: Caller): RawAnswer {
    const { security } = this.handlers;
    try {
      if (operation !== 'SCM01') security.checkSession(caller, session);
      security.checkRole(caller, OPERATIONS[operation].role);
      const response = this.parts.state.transaction(() => this.run(operation, caller, body, session ?? ''))();
      if (operation !== 'SCM01' && operation !== 'SCM02')
        security.note(caller, { kind: 'OPERATION', operation });
      return { body: response };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // Of a member of staff unknown here nothing but the attempt is noted.
      security.note(caller, { kind: 'REFUSED', operation, detail: error.code });
      return { error: error.code };
    }
  }

  private run<Name extends OperationName>(name: Name, caller: Caller, body: string, session: string): object {
    const { request, response } = OPERATIONS[name];
    const read = request.safeParse(parse(body));
    if (!read.success) throw new Refused('INVALID');
    const answer = this.operations[name](caller, read.data as RequestOf<Name>, session);
    return response.parse(answer);
  }

  private readonly keyOf = (institution: string): JWK | null => {
    const row = this.parts.state
      .prepare<[string], { public_key: string }>('SELECT public_key FROM institution WHERE code = ?')
      .get(institution);
    return row === undefined ? null : (JSON.parse(row.public_key) as JWK);
  };
}

function operationsOf({
  security,
  lists,
  inquiries,
  provisions,
  restrictions,
  records,
  copies,
}: Handlers): Operations {
  return {
    SCM01: (caller) => security.login(caller),
    SCM02: (caller, _request, session) => security.logout(caller, session),
    SCM03: (caller, request) => security.readLog(caller, request),
    SYM01: ({ institution }) => ({
      listVersion: lists.versionAt(institution),
      institutions: [...lists.institutions()],
    }),
    FGU01: (caller, request) => inquiries.registerCode(caller, request),
    SKI01: (caller, request) => inquiries.request(caller, request),
    SKI02: (caller, request) => inquiries.list(caller, request),
    SKI03: (caller, request) => inquiries.answer(caller, request),
    SKI04: (caller, request) => inquiries.deliveries(caller, request),
    TKY01: (caller, request) => provisions.list(caller, request),
    TKY02: (caller, request) => provisions.read(caller, request),
    TKY03: (caller, request) => provisions.approve(caller, request),
    TKY04: (caller, request) => provisions.reject(caller, request),
    TKY05: (caller, request) => restrictions.set(caller, request),
    TKY06: (caller, request) => restrictions.read(caller, request),
    TKM01: (caller, request) => records.list(caller, request),
    DBM01: (caller, request) => copies.register(caller, request),
    DBM02: (caller, request) => copies.list(caller, request),
  };
}

function isOperation(text: string): text is OperationName {
  return Object.hasOwn(OPERATIONS, text);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
