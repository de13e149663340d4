import { z } from 'zod';
import { flag, kind, list, named, oneOf, section, text, WORDS } from '../json/kinds.js';
import { readTable } from '../json/read-table.js';
import { repeated } from '../json/repeated.js';

/** The assessment's form has seven boxes for what a system is connected to (R026). */
export const CONNECTION_KINDS = [
  'INFORMATION_PROVISION_NETWORK', // 情報提供ネットワークシステム
  'INTRA_CITY_LINKAGE', // 庁内連携システム
  'JUKI_NET', // 住民基本台帳ネットワークシステム
  'RESIDENT_REGISTRY', // 既存住民基本台帳システム
  'ADDRESS_NAME_SYSTEM', // 宛名システム等
  'TAX_SYSTEM', // 税務システム
  'OTHER', // その他
] as const;

/** The form has room for systems 1 to 20 (R028). */
const SLOTS = 20;

const slot = z
  .number('must be a number or null')
  .refine(
    (number) => Number.isInteger(number) && number >= 1 && number <= SLOTS,
    `must be from 1 to ${SLOTS}`,
  )
  .nullable();
const connection = section({
  kind: oneOf(CONNECTION_KINDS),
  /** Name of a system in the register; null: it is not behind the gateway. */
  to: kind(z.string('must be a text or null').nullable(), null),
});

const system = section({
  /** Of the assessment; null: it has none. */
  number: kind(slot, null),
  /** Whether the assessment's text describes it; else it is assumed (X01). */
  stated: flag,
  nameJa: text,
  nameEn: text,
  /** The setting that says where it is. */
  setting: text,
  connections: list(connection),
});

export type RegisteredSystem = z.infer<typeof system>;

/** `systems.json`: the systems of the assessment and what each is connected to. */
export interface SystemRegister {
  /** By the name that the graph has for it. */
  readonly systems: ReadonlyMap<string, RegisteredSystem>;
}

const table = section({ ...WORDS, systems: named(system) }).superRefine(({ systems }, { addIssue }) => {
  for (const number of repeated([...systems.values()].flatMap((one) => one.number ?? []).map(String)))
    addIssue(`systems: ${number} is the number of two`);
  for (const [name, { connections }] of systems)
    for (const { to } of connections) {
      if (to === null) continue;
      // A connection that only one end knows of is a mistake in one of the two.
      if (!systems.has(to)) addIssue(`systems: ${name}: ${to} is not in the register`);
      else if (systems.get(to)?.connections.every((other) => other.to !== name))
        addIssue(`systems: ${name}: ${to} is not connected to it in turn`);
    }
});

export function readSystemRegister(file: string, text: string, faults: string[]): SystemRegister {
  return Object.freeze({ systems: readTable(table, file, text, faults).systems });
}
