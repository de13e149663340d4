import { SourceError } from '../errors/source-error.js';
import {
  ExchangeRefused,
  type IntegratedNumber,
  type IntermediateServer,
  type ReadAnswer,
} from '../../adapters/intermediate-server/model.js';
import type { InquiryStatus } from '../../adapters/intermediate-server/protocol/inquiries.js';
import type { Institution } from '../../adapters/intermediate-server/protocol/records.js';
import type { AddressNameItem } from '../../adapters/address-name/model.js';
import { integratedNumberOf } from '../persons/person-keys.js';
import type { Sources } from '../sources/sources.js';
import { faultOf } from './check-answer.js';
import { inquiryOf } from './inquiry-of.js';
import type { LinkageLog } from './linkage-log.js';
import type { LinkageStore } from './linkage-store.js';
import type { RequestRow } from './rows.js';
import type { BodyView, QuarantineReason } from './views.js';

export interface ExchangeParts {
  readonly sources: Pick<Sources, 'ask' | 'send'> & {
    readonly address: Pick<Sources['address'], 'loadMany' | 'loadNumbers'>;
    readonly registry: Pick<Sources['registry'], 'loadPolicyAttributes' | 'loadSupportMeasures'>;
  };
  readonly server: IntermediateServer;
  readonly store: LinkageStore;
  readonly log: LinkageLog;
  /** Whether no municipality may be asked about the person today: under support measures, or of the same home. */
  readonly isClosed: (atenaNumber: string, signal: AbortSignal) => Promise<boolean>;
  /** UTC, ISO 8601 with milliseconds. */
  readonly now: () => string;
  /** An inquiry is on its way: somebody should follow it soon. */
  readonly onOpen: () => void;
  /**
   * An answer was set aside, an inquiry cannot go on, or somebody protected is not known at the server: for somebody
   * to look at. Names nothing but the inquiry, or the act.
   */
  readonly onAlarm: (inquiry: string, reason: QuarantineReason | 'UNKNOWN_AT_SERVER') => void;
}

/** How the server is called: while a caller waits, or in the background. */
export interface CallOptions {
  readonly signal: AbortSignal;
  /** User id of the intermediate server. */
  readonly staff: string;
}

const INTEGRATED: ReadonlySet<AddressNameItem> = new Set(['integratedNumber']);

/**
 * The steps of an inquiry between the gateway and the intermediate server. They are started by a request, or
 * afterwards by the reconciler. Each step is idempotent: this or another replica may take it again.
 */
export class Exchange {
  private institutions: readonly Institution[] = [];

  constructor(readonly parts: ExchangeParts) {}

  /** The person's key towards the server; null where the address-name system knows nobody by this number. Rejects as
   * CORRUPT where it cannot be read. */
  async personOf(atenaNumber: string, signal: AbortSignal): Promise<IntegratedNumber | null> {
    const { sources } = this.parts;
    const [keys] = await sources.ask('ADDRESS_NAME', signal, (live) =>
      sources.address.loadMany([atenaNumber], { signal: live, items: INTEGRATED }),
    );
    return integratedNumberOf(keys);
  }

  /** Bodies on the network, as the server last listed them. It is asked again where `wanted` is not among them. */
  async bodies(
    { signal, staff }: CallOptions,
    wanted: string | null = null,
  ): Promise<readonly Institution[]> {
    const isKnown = wanted === null || this.institutions.some(({ code }) => code === wanted);
    if (this.institutions.length > 0 && isKnown) return this.institutions;
    const { sources, server } = this.parts;
    this.institutions = await sources.ask('INTERMEDIATE_SERVER', signal, (live) =>
      server.institutions({ signal: live, staff }),
    );
    return this.institutions;
  }

  /** As far as the list that was fetched last knows it. */
  body(code: string): BodyView {
    const found = this.institutions.find((body) => body.code === code);
    return { code, nameJa: found?.nameJa ?? null, kind: found?.kind ?? null };
  }

  /**
   * Sends an inquiry, for the first time or again under the same id, and resolves with it as it then is. It stays
   * UNSENT where the server does not answer. Whom it is about may have come under support measures while it waited:
   * then it ends here, as one to which nothing was provided.
   */
  async submit(row: RequestRow, { signal, staff }: CallOptions): Promise<RequestRow> {
    const { sources, server } = this.parts;
    try {
      if (await this.mustStay(row, { signal, staff })) return await this.endRefused(row);
      const person = await this.personOf(row.atenaNumber, signal);
      if (person === null) return await this.closeRefused(row);
      const status = await sources.send('INTERMEDIATE_SERVER', signal, (live) =>
        server.request(inquiryOf(row), person, { signal: live, staff }),
      );
      return await this.adopt(row, status);
    } catch (error) {
      if (error instanceof ExchangeRefused) return this.closeRefused(row);
      if (error instanceof SourceError) return row;
      throw error;
    } finally {
      this.parts.onOpen();
    }
  }

  /**
   * Takes over the state that the server reports of an inquiry, ANSWERED excepted: only the answer itself, once
   * checked, makes it so.
   */
  async adopt(row: RequestRow, status: InquiryStatus): Promise<RequestRow> {
    const { processingNumber, changedAt, refusal } = status;
    const state = status.state === 'ANSWERED' ? 'SENT' : status.state;
    if (state === row.state && processingNumber === row.processingNumber) return row;
    return this.move(row, {
      state,
      processingNumber,
      changedAt,
      refusalCode: refusal?.code ?? null,
      refusalArticle: refusal?.article ?? null,
    });
  }

  /**
   * An answer has come: it closes its inquiry, or is set aside. The same answer again changes nothing; a different
   * one raises an alarm.
   */
  async receive(row: RequestRow, answer: ReadAnswer | null, signal: AbortSignal): Promise<RequestRow> {
    if (row.state === 'QUARANTINED') return row;
    const reason = await this.faultIn(row, answer, signal);
    if (reason !== null || answer === null) return this.quarantine(row, reason ?? 'SIGNATURE');
    if (row.state === 'ANSWERED')
      return row.answerHash === answer.contentHash ? row : this.quarantine(row, 'SECOND_ANSWER');
    // Of a refused or expired inquiry it was said that no answer comes. Without a permit none is taken (R187).
    if (row.state === 'REFUSED' || row.state === 'EXPIRED') return this.quarantine(row, 'SECOND_ANSWER');
    const now = await this.move(row, {
      state: 'ANSWERED',
      changedAt: answer.answeredAt,
      answerHash: answer.contentHash,
    });
    // Another process has stored an answer meanwhile: it must be the same one.
    return now.answerHash === answer.contentHash || now.state === 'QUARANTINED'
      ? now
      : this.quarantine(now, 'SECOND_ANSWER');
  }

  async faultIn(
    row: RequestRow,
    answer: ReadAnswer | null,
    signal: AbortSignal,
  ): Promise<QuarantineReason | null> {
    const { server } = this.parts;
    const person = await this.personOf(row.atenaNumber, signal);
    // The city no longer knows the person the inquiry was about, so nobody can check that the answer is about them.
    if (person === null) return 'OTHER_PERSON';
    const inquiry = inquiryOf(row);
    const conditionHash = server.conditionHash(inquiry, person);
    return faultOf(answer, {
      ...inquiry,
      processingNumber: row.processingNumber,
      inquirer: server.institution,
      conditionHash,
      person,
    });
  }

  /** Sets the answer aside for good: nothing of it is shown to anybody, whatever else arrives. */
  async quarantine(row: RequestRow, reason: QuarantineReason): Promise<RequestRow> {
    this.parts.onAlarm(row.id, reason);
    let now = row;
    // Whatever another process has made of it meanwhile, it does not stay so.
    while (now.state !== 'QUARANTINED')
      now = await this.move(now, {
        state: 'QUARANTINED',
        quarantine: reason,
        changedAt: this.parts.now(),
      });
    return now;
  }

  /** The server does not take the inquiry, for it knows no such person. Reported like any refusal. */
  private async mustStay({ provider, atenaNumber }: RequestRow, call: CallOptions): Promise<boolean> {
    const body = (await this.bodies(call, provider)).find(({ code }) => code === provider);
    return (body?.kind ?? 'MUNICIPALITY') === 'MUNICIPALITY' && this.parts.isClosed(atenaNumber, call.signal);
  }

  private closeRefused(row: RequestRow): Promise<RequestRow> {
    this.parts.onAlarm(row.id, 'UNKNOWN_AT_SERVER');
    return this.endRefused(row);
  }

  private endRefused(row: RequestRow): Promise<RequestRow> {
    return this.move(row, {
      state: 'REFUSED',
      refusalCode: 'NOT_PROVIDED',
      refusalArticle: row.article,
      changedAt: this.parts.now(),
    });
  }

  /** The end of an inquiry is sealed in the access log first, then stored: nobody is shown it before. */
  private async move(row: RequestRow, change: Partial<RequestRow>): Promise<RequestRow> {
    const { store, log } = this.parts;
    const closes =
      change.state !== row.state &&
      ['ANSWERED', 'REFUSED', 'EXPIRED', 'QUARANTINED'].includes(change.state ?? '');
    if (closes) await log.close(log.factsOf(row, null), change.state ?? '');
    if (await store.move(row, change)) return { ...row, ...change };
    // Another process was there first: what it found is as good.
    return (await store.request(row.id)) ?? row;
  }
}
