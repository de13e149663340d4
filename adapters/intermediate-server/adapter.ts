import { openSealed, Sealed } from '../../src/individual-number/sealed.js';
import { SourceError } from '../../src/errors/source-error.js';
import { type SourceSystem } from '../../src/errors/source-error.js';
import { readAnswer } from './answer.js';
import { pingHealth } from '../call-client.js';
import { rowsOfEach } from '../rows-of-each.js';
import { openClient, type Client } from './client.js';
import type { Credentials } from './credentials.js';
import {
  ExchangeRefused,
  type CopyRegistration,
  type Delivery,
  type Inquiry,
  type IntegratedNumber,
  type IntermediateCall,
  type IntermediateServer,
  type Provision,
  type ReadAnswer,
} from './model.js';
import { canonicalHash } from '../../src/json/canonical.js';
import type { ProvisionContent } from './protocol/copies.js';
import type { InquiryStatus, ProvisionStatus } from './protocol/inquiries.js';
import type { RequestOf } from './protocol/messages.js';
import type { ProvisionState } from './protocol/terms.js';

export interface IntermediateOptions {
  readonly url: URL;
  readonly credentials: Credentials;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

const DELIVERIES = 50;
const ROWS = { system: 'INTERMEDIATE_SERVER', whose: 'subject' } as const;

/** Opens 中間サーバー. Connects on the first call; a server that is down rejects the call, not the start. */
export function openIntermediateServer({
  url,
  credentials,
  clock = Date.now,
}: IntermediateOptions): IntermediateServer {
  return new HttpIntermediateServer(url, credentials, openClient({ url, ...credentials, clock }));
}

class HttpIntermediateServer implements IntermediateServer {
  readonly system = 'INTERMEDIATE_SERVER' satisfies SourceSystem;
  readonly institution: string;

  constructor(
    private readonly url: URL,
    private readonly credentials: Credentials,
    private readonly client: Client,
  ) {
    this.institution = credentials.institution;
  }

  ping(signal: AbortSignal): Promise<void> {
    return pingHealth(this.system, this.url, signal);
  }

  close(): Promise<void> {
    return this.client.close();
  }

  async institutions(call: IntermediateCall) {
    return (await this.client.call('SYM01', {}, call)).institutions;
  }

  /**
   * A person whom no inquiry was made about has no code yet: it is asked for, and the inquiry made again under
   * its id.
   */
  async request(inquiry: Inquiry, subject: IntegratedNumber, call: IntermediateCall): Promise<InquiryStatus> {
    const request = { ...inquiry, subject: open(subject) };
    try {
      return await this.client.call('SKI01', request, call);
    } catch (error) {
      if (!(error instanceof ExchangeRefused) || error.code !== 'CODE_NOT_REGISTERED') throw error;
      await this.client.call('FGU01', { subject: request.subject }, call);
      return this.client.call('SKI01', request, call);
    }
  }

  async inquiries(
    requestIds: readonly string[],
    call: IntermediateCall,
  ): Promise<readonly (InquiryStatus | null)[]> {
    if (requestIds.length === 0) return [];
    const { inquiries } = await this.client.call('SKI02', { requestIds: [...requestIds] }, call);
    const found = new Map(inquiries.map((inquiry) => [inquiry.requestId, inquiry]));
    return requestIds.map((id) => found.get(id) ?? null);
  }

  async inquiriesOf(subject: IntegratedNumber, call: IntermediateCall) {
    return (await this.client.call('SKI02', { subject: open(subject) }, call)).inquiries;
  }

  async answer(
    processingNumber: string,
    call: IntermediateCall,
  ): Promise<{ readonly answer: ReadAnswer | null } | null> {
    try {
      const { answer } = await this.client.call('SKI03', { processingNumber }, call);
      return { answer: await readAnswer(answer, this.credentials.serverPublicKey, open) };
    } catch (error) {
      if (error instanceof ExchangeRefused && error.code === 'NOT_FOUND') return null;
      throw error;
    }
  }

  async deliveries(after: number, call: IntermediateCall): Promise<readonly Delivery[]> {
    const { deliveries } = await this.client.call('SKI04', { after, max: DELIVERIES }, call);
    return Promise.all(
      deliveries.map(async ({ number, processingNumber, answer }) => ({
        number,
        processingNumber,
        answer: await readAnswer(answer, this.credentials.serverPublicKey, open),
      })),
    );
  }

  conditionHash(inquiry: Inquiry, subject: IntegratedNumber): string {
    return canonicalHash({ ...inquiry, subject: open(subject) });
  }

  async provisions(
    { subject, states, order = 'RECEIVED', ...rest }: Parameters<IntermediateServer['provisions']>[0],
    call: IntermediateCall,
  ): Promise<readonly Provision[]> {
    const request: RequestOf<'TKY01'> = {
      ...rest,
      order,
      states: [...states],
      subject: subject === null ? null : open(subject),
    };
    return (await this.client.call('TKY01', request, call)).provisions.map(sealed);
  }

  async countProvisions(states: readonly ProvisionState[], call: IntermediateCall): Promise<number> {
    return (await this.client.call('TKY07', { states: [...states] }, call)).count;
  }

  async provision(
    processingNumber: string,
    call: IntermediateCall,
  ): Promise<{ readonly provision: Provision; readonly payload: ProvisionContent } | null> {
    try {
      const { provision, payload } = await this.client.call('TKY02', { processingNumber }, call);
      // What a person reads and approves by its hash must be what the hash is of.
      if (canonicalHash(payload.content) !== payload.contentHash)
        throw new SourceError(this.system, 'CORRUPT');
      return { provision: sealed(provision), payload };
    } catch (error) {
      if (error instanceof ExchangeRefused && error.code === 'NOT_FOUND') return null;
      throw error;
    }
  }

  async approve(decision: RequestOf<'TKY03'>, call: IntermediateCall): Promise<Provision> {
    return sealed((await this.client.call('TKY03', decision, call)).provision);
  }

  async reject(decision: RequestOf<'TKY04'>, call: IntermediateCall): Promise<Provision> {
    return sealed((await this.client.call('TKY04', decision, call)).provision);
  }

  async restrict(
    { items, ...change }: Parameters<IntermediateServer['restrict']>[0],
    subject: IntegratedNumber,
    call: IntermediateCall,
  ) {
    return (await this.client.call('TKY05', { ...change, items: [...items], subject: open(subject) }, call))
      .restrictions;
  }

  restrictions(subjects: readonly IntegratedNumber[], call: IntermediateCall) {
    return rowsOfEach(
      ROWS,
      subjects.map(open),
      async (asked) => (await this.client.call('TKY06', { subjects: asked }, call)).restrictions,
    );
  }

  records(subjects: readonly IntegratedNumber[], call: IntermediateCall) {
    return rowsOfEach(
      ROWS,
      subjects.map(open),
      async (asked) => (await this.client.call('TKM01', { subjects: asked }, call)).records,
    );
  }

  registerCopies(requestId: string, persons: readonly CopyRegistration[], call: IntermediateCall) {
    const opened = persons.map(({ subject, item, copies }) => ({
      subject: open(subject),
      item,
      copies: [...copies],
    }));
    return this.client.call('DBM01', { requestId, persons: opened }, call);
  }

  async copies(subjects: readonly IntegratedNumber[], call: IntermediateCall) {
    const copies = await rowsOfEach(
      ROWS,
      subjects.map(open),
      async (asked) => (await this.client.call('DBM02', { subjects: asked }, call)).copies,
    );
    return copies.map((own) => own.map(({ registeredBy: _registeredBy, ...copy }) => copy));
  }
}

/** The person's key belongs to this system: it is opened on the way to it, and sealed on the way from it. */
function open(subject: IntegratedNumber): string {
  return openSealed(subject, { permit: true, rule: 'R207 linkage' });
}

function sealed({ subject, ...provision }: ProvisionStatus): Provision {
  return { ...provision, subject: new Sealed(subject) };
}
