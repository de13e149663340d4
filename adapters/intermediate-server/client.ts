import type { CryptoKey, KeyObject } from 'jose';
import { SourceError } from '../../src/errors/source-error.js';
import { ExchangeRefused, type IntermediateCall } from './model.js';
import { signAssertion } from './protocol/assertion.js';
import {
  OPERATIONS,
  protocolError,
  type OperationName,
  type RequestOf,
  type ResponseOf,
} from './protocol/messages.js';
import { SESSION_HEADER, type ProtocolErrorCode } from './protocol/terms.js';
import { Sessions } from './sessions.js';

const SYSTEM = 'INTERMEDIATE_SERVER';
/** An answer of more than this is none of this protocol's. */
const MAX_ANSWER = 4 * 1024 * 1024;
/** At the end sessions are closed as far as that goes quickly. */
const LOGOUT_MS = 1_000;

export interface ClientOptions {
  readonly url: URL;
  readonly institution: string;
  readonly privateKey: CryptoKey | KeyObject;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * The calls of the protocol, signed, in a session of the member of staff, and both ways held against the schema.
 */
export class Client {
  private readonly sessions = new Sessions((staff) => this.login(staff));

  constructor(private readonly options: ClientOptions) {}

  /** A session that has ended is opened again, once. Nothing else is tried twice here. */
  async call<Name extends OperationName>(
    name: Name,
    request: RequestOf<Name>,
    { staff, signal }: IntermediateCall,
  ): Promise<ResponseOf<Name>> {
    for (let again = true; ; again = false) {
      const session = this.sessions.of(staff);
      const answer = await this.send(name, request, {
        staff,
        signal,
        session: await abortable(session, signal),
      });
      if (!('error' in answer)) return answer.response;
      if (answer.error === 'SESSION_EXPIRED' && again) this.sessions.forget(staff, session);
      else throw faultOf(answer.error);
    }
  }

  async close(): Promise<void> {
    const ends = this.sessions.drain().map(async ([staff, session]) => {
      const signal = AbortSignal.timeout(LOGOUT_MS);
      await this.send('SCM02', {}, { staff, signal, session: await session });
    });
    await Promise.allSettled(ends);
  }

  private async login(staff: string): Promise<string> {
    // Nobody's signal: others may wait for the same log-in when its first caller has left.
    const answer = await this.send(
      'SCM01',
      {},
      { staff, signal: AbortSignal.timeout(10_000), session: null },
    );
    if ('error' in answer) throw faultOf(answer.error);
    return answer.response.session;
  }

  private async send<Name extends OperationName>(
    name: Name,
    request: RequestOf<Name>,
    call: IntermediateCall & { readonly session: string | null },
  ): Promise<{ readonly response: ResponseOf<Name> } | { readonly error: ProtocolErrorCode }> {
    const { url, institution, privateKey, clock } = this.options;
    const checked = OPERATIONS[name].request.safeParse(request);
    if (!checked.success) throw new ExchangeRefused('INVALID');
    const body = JSON.stringify(request);
    const assertion = await signAssertion(
      { institution, staff: call.staff, operation: name, body, now: Math.floor(clock() / 1000) },
      privateKey,
    );
    const { status, text } = await this.exchange(new URL(`/v1/${name}`, url), { body, assertion, ...call });
    const parsed = parse(text);
    if (status === 200) {
      const response = OPERATIONS[name].response.safeParse(parsed);
      if (!response.success) throw new SourceError(SYSTEM, 'CORRUPT');
      return { response: response.data as ResponseOf<Name> };
    }
    const refusal = protocolError.safeParse(parsed);
    if (!refusal.success) throw new SourceError(SYSTEM, status >= 500 ? 'FAILED' : 'CORRUPT');
    return { error: refusal.data.error };
  }

  private async exchange(
    url: URL,
    {
      body,
      assertion,
      session,
      signal,
    }: {
      readonly body: string;
      readonly assertion: string;
      readonly session: string | null;
      readonly signal: AbortSignal;
    },
  ): Promise<{ readonly status: number; readonly text: string }> {
    try {
      const headers = {
        authorization: `Bearer ${assertion}`,
        'content-type': 'application/json',
        ...(session !== null && { [SESSION_HEADER]: session }),
      };
      const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' });
      return { status: response.status, text: await readText(response) };
    } catch (error) {
      if (error instanceof SourceError) throw error;
      throw new SourceError(SYSTEM, signal.aborted ? 'ABORTED' : 'UNREACHABLE');
    }
  }
}

async function readText(response: Response): Promise<string> {
  if (!/^application\/json\b/.test(response.headers.get('content-type') ?? ''))
    throw new SourceError(SYSTEM, response.status >= 500 ? 'FAILED' : 'CORRUPT');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_ANSWER) throw new SourceError(SYSTEM, 'CORRUPT');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SourceError(SYSTEM, 'CORRUPT');
  }
}

/** Our own credentials or the server itself are at fault, or what was asked. */
function faultOf(code: ProtocolErrorCode): Error {
  if (code === 'UNAUTHENTICATED' || code === 'SESSION_EXPIRED' || code === 'INTERNAL')
    return new SourceError(SYSTEM, 'FAILED');
  return new ExchangeRefused(code);
}

function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) return Promise.reject(new SourceError(SYSTEM, 'ABORTED'));
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(new SourceError(SYSTEM, 'ABORTED'));
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
