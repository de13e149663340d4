/**
 * The process from which `npm run bench:starve` attacks: it sends one operation again and again on several connections
 * until it is told to stop, and looks at every answer: only what was answered in full has cost anything.
 */
import { Agent, request } from 'node:http';
import { DEAR_OPERATIONS, type DearOperation, type Facts } from './dear-operations.js';

export interface Attack {
  readonly port: number;
  readonly token: string;
  readonly operation: string;
  readonly connections: number;
  readonly facts: Facts;
}

export interface Tally {
  /** Answers that hold what was asked for. */
  answered: number;
  /** Answers by another status or code than foreseen; RATE_LIMITED is a budget at its end. */
  readonly others: Record<string, number>;
  /** Bytes of the last answer that holds what was asked for. */
  bytes: number;
  /** Of the first answer that was not foreseen. */
  sample: string | null;
}

const tally: Tally = { answered: 0, others: {}, bytes: 0, sample: null };
let sent = 0;

process.on('message', (message: Attack | 'stop') => {
  if (message === 'stop') process.send?.(tally, () => process.exit(0));
  else void attack(message);
});

async function attack(how: Attack): Promise<void> {
  const operation = DEAR_OPERATIONS.find(({ name }) => name === how.operation);
  if (operation === undefined) throw new Error(`No operation ${how.operation}`);
  const agent = new Agent({ keepAlive: true, maxSockets: how.connections });
  await Promise.all(Array.from({ length: how.connections }, () => loop(how, operation, agent)));
  agent.destroy();
}

async function loop(how: Attack, operation: DearOperation, agent: Agent): Promise<void> {
  for (;;) {
    const { status, body } = await send(how, operation, agent);
    const failed = status === 200 && body.includes('"errors"');
    if (status === (operation.status ?? 200) && !failed && body.length >= operation.bytes) {
      tally.answered++;
      tally.bytes = body.length;
      continue;
    }
    const code = /"code":"(\w+)"/.exec(body.subarray(0, 2_000).toString())?.[1] ?? 'too little';
    const what = `${status} ${code}`;
    tally.others[what] = (tally.others[what] ?? 0) + 1;
    tally.sample ??= body.subarray(0, 400).toString();
    // A budget at its end: nothing dear is carried out from here on.
    if (status === 429) process.send?.('refused');
    if (status === 429) return;
  }
}

function send(
  { port, token, facts }: Attack,
  operation: DearOperation,
  agent: Agent,
): Promise<{ readonly status: number; readonly body: Buffer }> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    'sekisho-purpose': operation.purpose,
    ...(operation.case !== undefined && { 'sekisho-case': operation.case }),
  };
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path: '/graphql', method: 'POST', headers, agent },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
      },
    );
    asked.on('error', reject);
    asked.end(operation.body(sent++, facts));
  });
}
