import type { CryptoKey, KeyObject } from 'jose';
import { z } from 'zod';
import { SourceError, type SourceSystem } from '../src/errors/source-error.js';
import { signCall, type AssertionTerms } from './call-assertion.js';
import { Sessions } from './call-sessions.js';

/** An answer of more than this is none of these protocols'. */
const MAX_ANSWER = 4 * 1024 * 1024;
/** At the end sessions are closed as far as that goes quickly. */
const LOGOUT_MS = 1_000;
const LOGIN_MS = 10_000;

/** Operations by name: what goes in and what comes out. */
export type CallTable = Readonly<
  Record<string, { readonly request: z.ZodType; readonly response: z.ZodType }>
>;
type NameOf<Table extends CallTable> = keyof Table & string;
type Request<Table extends CallTable, Name extends keyof Table> = z.infer<Table[Name]['request']>;
type Response<Table extends CallTable, Name extends keyof Table> = z.infer<Table[Name]['response']>;

/** Our own credentials or the server itself are at fault, and not what was asked. */
const MACHINERY = ['UNAUTHENTICATED', 'SESSION_EXPIRED', 'INTERNAL'] as const;
type Machinery = (typeof MACHINERY)[number];

/** A protocol of signed calls in sessions, as its own schema has it. */
export interface CallProtocol<Table extends CallTable, Code extends string> {
  readonly system: SourceSystem;
  readonly operations: Table;
  readonly error: z.ZodType<{ readonly error: Code }>;
  /** Opens a session; its response has `session`. */
  readonly login: NameOf<Table>;
  readonly logout: NameOf<Table>;
  readonly sessionHeader: string;
  readonly terms: AssertionTerms;
  /** What the caller is told of a code that is about what was asked. */
  readonly refused: (code: Exclude<Code, Machinery> | 'INVALID') => Error;
}

export interface CallClientOptions {
  readonly url: URL;
  readonly institution: string;
  readonly privateKey: CryptoKey | KeyObject;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Who calls, under their own user id of the other system, and until when the answer is waited for. */
export interface SignedCall {
  readonly staff: string;
  readonly signal: AbortSignal;
  /** Goes into the signature, where the operation asks on what ground it is called. */
  readonly ground?: object;
}

type Answer<T, Code> = { readonly response: T } | { readonly error: Code };

/**
 * The calls of a protocol, signed, in a session of the member of staff, and both ways held against the schema.
 */
export class CallClient<Table extends CallTable, Code extends string> {
  private readonly sessions = new Sessions((staff) => this.login(staff));

  constructor(
    private readonly protocol: CallProtocol<Table, Code>,
    private readonly options: CallClientOptions,
  ) {}

  /** A session that has ended is opened again, once. Nothing else is tried twice here. */
  async call<Name extends NameOf<Table>>(
    name: Name,
    request: Request<Table, Name>,
    call: SignedCall,
  ): Promise<Response<Table, Name>> {
    for (let again = true; ; again = false) {
      const session = this.sessions.of(call.staff);
      const opened = await this.abortable(session, call.signal);
      const answer = await this.send(name, request, { ...call, session: opened });
      if (!('error' in answer)) return answer.response;
      if (answer.error === 'SESSION_EXPIRED' && again) this.sessions.forget(call.staff, session);
      else throw this.faultOf(answer.error);
    }
  }

  async close(): Promise<void> {
    const ends = this.sessions.drain().map(async ([staff, session]) => {
      const signal = AbortSignal.timeout(LOGOUT_MS);
      await this.send(this.protocol.logout, {}, { staff, signal, session: await session });
    });
    await Promise.allSettled(ends);
  }

  private async login(staff: string): Promise<string> {
    // Nobody's signal: others may wait for the same log-in when its first caller has left.
    const call = { staff, signal: AbortSignal.timeout(LOGIN_MS), session: null };
    const answer = await this.send(this.protocol.login, {}, call);
    if ('error' in answer) throw this.faultOf(answer.error);
    return opened.parse(answer.response).session;
  }

  private async send<Name extends NameOf<Table>>(
    name: Name,
    request: unknown,
    call: SignedCall & { readonly session: string | null },
  ): Promise<Answer<Response<Table, Name>, Code>> {
    const { protocol, options } = this;
    const operation = protocol.operations[name];
    if (operation?.request.safeParse(request).success !== true) throw protocol.refused('INVALID');
    const body = JSON.stringify(request);
    const assertion = await signCall(
      {
        ...{ institution: options.institution, staff: call.staff, operation: name, body },
        ...{ ground: call.ground, now: Math.floor(options.clock() / 1000) },
      },
      protocol.terms,
      options.privateKey,
    );
    const { status, text } = await this.exchange(name, { body, assertion, ...call });
    const parsed = this.parse(text);
    if (status === 200) {
      const response = operation.response.safeParse(parsed);
      if (!response.success) throw this.fault('CORRUPT');
      return { response: response.data as Response<Table, Name> };
    }
    const refusal = protocol.error.safeParse(parsed);
    if (!refusal.success) throw this.fault(status >= 500 ? 'FAILED' : 'CORRUPT');
    return { error: refusal.data.error };
  }

  private async exchange(
    name: string,
    call: SignedCall & { readonly body: string; readonly assertion: string; readonly session: string | null },
  ): Promise<{ readonly status: number; readonly text: string }> {
    const { body, assertion, session, signal } = call;
    try {
      const headers = {
        authorization: `Bearer ${assertion}`,
        'content-type': 'application/json',
        ...(session !== null && { [this.protocol.sessionHeader]: session }),
      };
      const url = new URL(`/v1/${name}`, this.options.url);
      const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
      return { status: response.status, text: await this.readText(response) };
    } catch (error) {
      if (error instanceof SourceError) throw error;
      throw this.fault(signal.aborted ? 'ABORTED' : 'UNREACHABLE');
    }
  }

  private async readText(response: globalThis.Response): Promise<string> {
    if (!/^application\/json\b/.test(response.headers.get('content-type') ?? ''))
      throw this.fault(response.status >= 500 ? 'FAILED' : 'CORRUPT');
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > MAX_ANSWER) throw this.fault('CORRUPT');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  }

  private parse(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      throw this.fault('CORRUPT');
    }
  }

  private faultOf(code: Code): Error {
    return isAboutTheCall(code) ? this.protocol.refused(code) : this.fault('FAILED');
  }

  private abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
    if (signal.aborted) return Promise.reject(this.fault('ABORTED'));
    return new Promise((resolve, reject) => {
      const onAbort = (): void => reject(this.fault('ABORTED'));
      signal.addEventListener('abort', onAbort, { once: true });
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
    });
  }

  private fault(kind: SourceError['kind']): SourceError {
    return new SourceError(this.protocol.system, kind);
  }
}

function isAboutTheCall<Code extends string>(code: Code): code is Exclude<Code, Machinery> {
  return !MACHINERY.some((one) => one === code);
}

const opened = z.looseObject({ session: z.string() });

/** Cheapest sign of life, `GET /health`. */
export async function pingHealth(system: SourceSystem, url: URL, signal: AbortSignal): Promise<void> {
  try {
    const { ok } = await fetch(new URL('/health', url), { signal, redirect: 'error' });
    if (!ok) throw new SourceError(system, 'FAILED');
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError(system, signal.aborted ? 'ABORTED' : 'UNREACHABLE');
  }
}
