import type { JWK } from 'jose';
import type { z } from 'zod';
import { readCall, type Assertion, type AssertionTerms } from '../../../adapters/call-assertion.js';
import type { CallTable } from '../../../adapters/call-client.js';
import { Refused, type Caller } from './caller.js';
import type { SecurityHandlers, SecurityParts } from './security-handlers.js';
import type { RawAnswer, RawCall } from './socket.js';

/** Operations by name with the role that each needs; null: any member of staff. */
export type ServiceTable<Role extends string> = CallTable &
  Readonly<Record<string, { readonly role: Role | null }>>;

/** What comes with a call besides its caller and its body. */
export interface CallContext {
  readonly session: string;
  /** On what ground it is made, as signed; not checked yet. */
  readonly ground: unknown;
}

export type Operations<Table extends CallTable> = {
  readonly [Name in keyof Table]: (
    caller: Caller,
    request: z.infer<Table[Name]['request']>,
    context: CallContext,
  ) => z.infer<Table[Name]['response']>;
};

/** Of a call: before it is looked at, when its work is done and not kept yet, when it is kept and not told yet. */
export type Moment = `${'before' | 'within' | 'after'} ${string}`;

export interface Service<Table extends CallTable, Role extends string> {
  readonly table: Table;
  readonly operations: Operations<Table>;
  readonly security: SecurityHandlers<Role>;
  readonly terms: AssertionTerms;
  readonly login: keyof Table;
  readonly logout: keyof Table;
  /** Told of the service's own faults, never of a call's content. */
  readonly onFault: (error: unknown) => void;
  /** Called at each moment of a call that is known and signed: a test kills the process there. */
  readonly at?: (moment: Moment) => void;
}

/**
 * From a call on the socket to its answer: whose it is, whether it is well formed, whether the caller may, what comes
 * of it.
 */
export class Calls<Role extends string, Table extends ServiceTable<Role>> {
  constructor(
    private readonly parts: Pick<SecurityParts<Role>, 'state' | 'machine'>,
    private readonly service: Service<Table, Role>,
  ) {}

  async handle(call: RawCall): Promise<RawAnswer> {
    const { operation, body } = call;
    const { security, terms, onFault, at } = this.service;
    if (!this.isOperation(operation)) return { error: 'NOT_FOUND' };
    const now = Math.floor(this.parts.machine() / 1000);
    const assertion =
      call.assertion === null
        ? null
        : await readCall(call.assertion, terms, { operation, body, now }, this.keyOf);
    if (assertion === null) return { error: 'UNAUTHENTICATED' };
    try {
      at?.(`before ${operation}`);
      // One transaction a call: what was answered is on the disk, and what was refused left nothing behind.
      const answer = this.parts.state.transaction(() => {
        security.useOnce(assertion);
        const told = this.perform(operation, call, assertion);
        at?.(`within ${operation}`);
        return told;
      })();
      at?.(`after ${operation}`);
      return answer;
    } catch (error) {
      if (error instanceof Refused) return { error: error.code };
      onFault(error);
      return { error: 'INTERNAL' };
    }
  }

  private perform(name: keyof Table & string, { body, session }: RawCall, caller: Assertion): RawAnswer {
    const { security, table, login, logout } = this.service;
    try {
      if (name !== login) security.checkSession(caller, session);
      security.checkRole(caller, table[name]?.role ?? null);
      const context = { session: session ?? '', ground: caller.ground };
      const response = this.parts.state.transaction(() => this.run(name, caller, body, context))();
      if (name !== login && name !== logout) security.note(caller, { kind: 'OPERATION', operation: name });
      return { body: response };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // Of a member of staff unknown here nothing but the attempt is noted.
      security.note(caller, { kind: 'REFUSED', operation: name, detail: error.code });
      return { error: error.code };
    }
  }

  private run(name: keyof Table & string, caller: Caller, body: string, context: CallContext): object {
    const operation = this.service.table[name];
    const read = operation?.request.safeParse(parse(body));
    if (read?.success !== true) throw new Refused('INVALID');
    const answer = this.service.operations[name](caller, read.data as never, context);
    return operation?.response.parse(answer) as object;
  }

  private isOperation(text: string): text is keyof Table & string {
    return Object.hasOwn(this.service.table, text);
  }

  private readonly keyOf = (institution: string): JWK | null => {
    const row = this.parts.state
      .prepare<[string], { public_key: string }>('SELECT public_key FROM institution WHERE code = ?')
      .get(institution);
    return row === undefined ? null : (JSON.parse(row.public_key) as JWK);
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
