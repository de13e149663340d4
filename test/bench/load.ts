import { Agent, request as httpRequest } from 'node:http';

/** One question as it goes over the wire. */
export interface Question {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
}

/** A client with so many connections that stay open. */
export class Client {
  private readonly agent: Agent;

  constructor(
    private readonly port: number,
    private readonly connections: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  ask({ headers, body }: Question): Promise<Answered> {
    const { promise, resolve, reject } = withResolvers<Answered>();
    const request = httpRequest(
      {
        ...{ host: '127.0.0.1', port: this.port, path: '/graphql', method: 'POST', agent: this.agent },
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
    return promise;
  }

  /**
   * Asks on every connection, one question behind the other, until the time is over or so many are asked; at least one
   * each. Milliseconds of each answer. Rejects where an answer is not 200 or has errors.
   */
  async run(next: () => Question, bounds: Bounds): Promise<readonly number[]> {
    const times: number[] = [];
    const until = performance.now() + bounds.milliseconds;
    let left = bounds.atMost;
    const connection = async (): Promise<void> => {
      do {
        if (left-- <= 0) return;
        const started = performance.now();
        refuseErrors(await this.ask(next()));
        times.push(performance.now() - started);
      } while (performance.now() < until);
    };
    const ended = await Promise.allSettled(Array.from({ length: this.connections }, connection));
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
    return times;
  }

  close(): void {
    this.agent.destroy();
  }
}

export interface Bounds {
  readonly milliseconds: number;
  readonly atMost: number;
}

/** Returns what it was given. */
export function refuseErrors(answer: Answered): Answered {
  if (answer.status !== 200 || answer.text.startsWith('{"errors"') || answer.text.includes('],"errors":'))
    throw new Error(`HTTP ${answer.status}: ${answer.text.slice(0, 400)}`);
  return answer;
}

function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<Value>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
