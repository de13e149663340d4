import { createHash } from 'node:crypto';
import type { AuditKeys } from '../../src/audit/keys/audit-keys.js';
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { startTestGateway, type TestGateway } from '../support/gateway.js';
import { PolicyCopy } from '../support/policy-copy.js';
import type { Player } from './cast.js';
import type { CityFiles } from './city-files.js';
import { openNetwork, type Network } from './exchange.js';
import type { Printed, Operation } from './operation.js';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Both sides round their statistics alike: what differs is then the city's doing. */
const ROUNDING = { SEKISHO_AUDIT_SECRET: createHash('sha256').update('rounding').digest('base64url') };

/** The city's policy, but for the budget of time: on a busy machine one side would use it up before the other. */
function unhurried(): PolicyCopy {
  const policy = new PolicyCopy();
  policy.allowWork(30_000);
  return policy;
}

/** One gateway over one city, asked over kept-alive connections, with one token for each account. */
export class Side {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly tokens = new Map<string, Promise<string>>();

  private constructor(
    private readonly gateway: TestGateway,
    private readonly network: Network | null,
    private readonly policy: PolicyCopy,
  ) {}

  /** `asked`: the body that this city has asked about the player. */
  static async open(
    city: CityFiles,
    today: string,
    asked: { readonly about: Player; readonly provider: string } | null,
  ): Promise<Side> {
    const environment = { ...city.environment, SEKISHO_TODAY: today, ...ROUNDING };
    const policy = unhurried();
    const { root } = policy;
    if (asked === null) return new Side(await startTestGateway(environment, { root }), null, policy);
    const network = await openNetwork(asked.about);
    const gateway = await startTestGateway({ ...environment, ...network.environment }, { root });
    await network.inquire(gateway, asked.provider);
    return new Side(gateway, network, policy);
  }

  get auditKeys(): AuditKeys {
    return this.gateway.auditKeys;
  }

  get auditDirectory(): string {
    return this.gateway.settings.auditDirectory;
  }

  async close(): Promise<void> {
    this.agent.destroy();
    await this.gateway.stop();
    await this.network?.close();
    this.policy.remove();
  }

  async ask(operation: Operation, { query, variables }: Printed): Promise<RawAnswer> {
    const { account, purpose, case: caseNumber, from } = operation;
    const token = this.tokens.get(account) ?? this.gateway.token(account);
    this.tokens.set(account, token);
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      authorization: `Bearer ${await token}`,
      ...(purpose !== null && { 'sekisho-purpose': purpose }),
      ...(caseNumber !== null && { 'sekisho-case': caseNumber }),
    };
    return this.send(headers, from, JSON.stringify({ query, variables }));
  }

  private send(headers: Record<string, string>, localAddress: string, body: string): Promise<RawAnswer> {
    const { agent } = this;
    const options = {
      host: '127.0.0.1',
      port: this.gateway.port,
      path: '/graphql',
      method: 'POST',
      headers,
      localAddress,
      agent,
    };
    return new Promise((resolve, reject) => {
      const request = httpRequest(options, (response) => {
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
      });
      request.on('error', (error: NodeJS.ErrnoException) => {
        // The server may close an idle connection just as it is taken up again.
        if (request.reusedSocket && error.code === 'ECONNRESET')
          this.send(headers, localAddress, body).then(resolve, reject);
        else reject(error);
      });
      request.end(body);
    });
  }
}
