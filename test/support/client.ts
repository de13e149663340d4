import { request as httpRequest, type Agent, type IncomingHttpHeaders } from 'node:http';

export interface Ask {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly token?: string;
  readonly purpose?: string;
  readonly case?: string;
  /** Source address of the connection: it decides the zone. */
  readonly from?: string;
  readonly headers?: Record<string, string>;
  /** Keeps its connections. Default: the connection is never used again. */
  readonly agent?: Agent;
}

export interface GraphQLError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly messageJa: string; readonly place?: string };
}

export interface Answer<Data = Record<string, unknown>> {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly data: Data;
  readonly errors: readonly GraphQLError[];
  readonly withheld: readonly { path: readonly (string | number)[]; coordinate: string; reason: string }[];
  /** `Sekisho-Record`. */
  readonly record: string;
}

/**
 * One request over a real socket; without an agent the connection is never reused, so that its source address is the one
 * asked for.
 */
export async function ask<Data = Record<string, unknown>>(port: number, what: Ask): Promise<Answer<Data>> {
  const { query, variables } = what;
  const raw = await send(port, what, JSON.stringify({ query, variables }));
  const body = JSON.parse(raw.text) as {
    data?: Data;
    errors?: GraphQLError[];
    extensions?: { sekisho?: { withheld?: [] } };
  };
  return {
    ...raw,
    data: body.data as Data,
    errors: body.errors ?? [],
    withheld: body.extensions?.sekisho?.withheld ?? [],
    record: String(raw.headers['sekisho-record'] ?? ''),
  };
}

export function send(
  port: number,
  what: Omit<Ask, 'query'>,
  body: string,
): Promise<{ status: number; headers: IncomingHttpHeaders; text: string }> {
  const headers: Record<string, string> = { 'content-type': 'application/json', ...what.headers };
  if (what.token !== undefined) headers['authorization'] = `Bearer ${what.token}`;
  if (what.purpose !== undefined) headers['sekisho-purpose'] = what.purpose;
  if (what.case !== undefined) headers['sekisho-case'] = what.case;
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port,
        path: '/graphql',
        method: 'POST',
        headers,
        localAddress: what.from ?? '127.0.0.1',
        agent: what.agent ?? false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
