import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expandRecord } from '../../../src/audit/reading/search.js';
import type { Answer } from '../client.js';
import { EditedCity } from '../edited-city.js';
import { startTestGateway, type TestGateway } from '../gateway.js';

/** The day of the suites' city. */
export const TODAY = '2023-06-27';

export const CHANGE = `id kind phase effectiveOn atenaNumber mergedInto
  flags { target action dueOn state }`;
export const APPLY = `mutation ($input: ApplyMovementInput!) { applyMovement(input: $input) {
  userErrors { code field message messageJa } change { ${CHANGE} }
  before { status residentSince residentUntil name { kanji } address }
  after { status residentSince residentUntil name { kanji } address } } }`;
export const CHANGES = `query ($after: String, $first: Int) { residentChanges(after: $after, first: $first) {
  edges { cursor node { ${CHANGE} integratedNumber } } pageInfo { endCursor hasNextPage } } }`;

export interface ChangeFields {
  readonly id: string;
  readonly kind: string;
  readonly phase: string;
  readonly effectiveOn: string;
  readonly atenaNumber: string;
  readonly mergedInto: string | null;
  readonly integratedNumber?: string | null;
  readonly flags: readonly { target: string; action: string; dueOn: string; state: string }[];
}
export interface StandingFields {
  readonly status: string | null;
  readonly residentSince: string | null;
  readonly residentUntil: string | null;
  readonly name: { readonly kanji: string } | null;
  readonly address: string | null;
}
export interface Applied {
  readonly applyMovement: {
    readonly userErrors: readonly {
      code: string;
      field: string | null;
      message: string;
      messageJa: string;
    }[];
    readonly change: ChangeFields | null;
    readonly before: StandingFields | null;
    readonly after: StandingFields | null;
  } | null;
}
export interface Changes {
  readonly residentChanges: {
    readonly edges: readonly { readonly cursor: string; readonly node: ChangeFields }[];
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  };
}

export const HERE = (written: string, extra: string | null = null) => ({
  municipality: '132101',
  townCode: '00101',
  written,
  extra,
});
export const PERSON = {
  name: { kanji: '見本　春', kana: 'ミホン　ハル' },
  birthDate: '2000-02-29',
  sex: 'FEMALE',
};
export const NEW_NUMBER = '777777777700001';

/** A copy of the suites' city, a gateway over it, and the registry's side of both. */
export class MovementCity {
  readonly city = new EditedCity();
  gateway!: TestGateway;
  private keys = 0;
  private readonly kept: string[] = [];

  async start(settings: Record<string, string> = {}): Promise<void> {
    this.gateway = await startTestGateway({ ...this.city.files.environment, ...settings });
  }

  /** Another process over the same store, keys and systems. */
  async restart(settings: Record<string, string> = {}): Promise<void> {
    const { dataDirectory } = this.gateway.settings;
    const kept = mkdtempSync(join(tmpdir(), 'sekisho-kept-'));
    cpSync(dataDirectory, kept, { recursive: true });
    await this.gateway.stop();
    this.kept.push(kept);
    await this.start({ SEKISHO_DATA: kept, ...settings });
  }

  async end(): Promise<void> {
    for (const folder of this.kept) rmSync(folder, { recursive: true, force: true });
    await this.gateway?.stop();
    this.city.remove();
  }

  key(): string {
    return `movement-key-${++this.keys}`;
  }

  apply(input: object, account = 'registry'): Promise<Answer<Applied>> {
    const { gateway } = this;
    return gateway.as<Applied>(account, {
      purpose: 'INTEGRATION',
      query: APPLY,
      variables: { input: { idempotencyKey: this.key(), notifiedOn: TODAY, movedOn: TODAY, ...input } },
    });
  }

  /** What a movement came to: codes of faults, or the kind that was entered. */
  async outcome(input: object): Promise<readonly string[]> {
    const { data, errors } = await this.apply(input);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    const faults = data.applyMovement?.userErrors ?? [];
    return faults.length > 0
      ? faults.map(({ code }) => code)
      : [data.applyMovement?.change?.kind ?? 'NOTHING'];
  }

  changes(after: string | null = null, first = 50, account = 'address-name'): Promise<Answer<Changes>> {
    return this.gateway.as<Changes>(account, {
      purpose: 'INTEGRATION',
      query: CHANGES,
      variables: { after, first },
    });
  }

  /** A record of the log (`WRITER/SEQUENCE`) line by line of its accesses. */
  async recorded(name: string): Promise<string> {
    const { settings, auditKeys } = this.gateway;
    const lines: string[] = [];
    for await (const line of expandRecord(settings.auditDirectory, auditKeys, name))
      lines.push(JSON.stringify(line));
    return lines.join('\n');
  }

  /** The person's row in the registry. */
  row(atenaNumber: string): Readonly<Record<string, string>> {
    return this.city.files.row('registry', 'SELECT * FROM JUKI_KIHON WHERE ATENA_NO = ?', atenaNumber);
  }

  /** Residents who live alone, and whom nothing speaks against. */
  alone(count: number): readonly string[] {
    return this.city.households(1, count).map(([number]) => number ?? '');
  }
}
