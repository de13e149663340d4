import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPolicy, type CedarQuestion } from './cedar-reader.js';
import { fieldOf, type Graph } from './graph.js';
import { responseKey, type Operation, type Selection } from './operation.js';
import type { Person, Persons } from './persons.js';

/** What the oracle needs of `accounts.json`. */
export interface AccountRow {
  readonly role: string;
  readonly amr: readonly string[];
  readonly department: string | null;
  readonly grants: readonly { readonly purpose: string }[];
}

/** Whom a contract is about: days `YYYY-MM-DD`, null where it sets no bound. */
interface Contract {
  readonly work: string;
  readonly bornFrom: string | null;
  readonly bornTo: string | null;
  readonly roster: readonly { readonly account: string }[];
}

interface AccountsFile {
  readonly accounts: Readonly<Record<string, AccountRow>>;
  readonly contracts: Readonly<Record<string, Contract>>;
}

/** The one division that rules name; all others are one to them. */
const IN_CHARGE = '福祉保健部健康課';

export const ZONE_BY_ADDRESS: Readonly<Record<string, string>> = {
  '127.0.0.1': 'NUMBER_USE',
  '127.0.0.2': 'LGWAN',
  '127.0.0.3': 'CONTRACTOR_VPN',
  '127.0.0.4': 'INTRANET',
};

/** Says, from rules and rows alone, who may see what. It never asks the gateway's own decider, engine or guard. */
export class Oracle {
  readonly accounts: ReadonlyMap<string, AccountRow>;
  private readonly contracts: readonly Contract[];
  private readonly permits: (question: CedarQuestion) => boolean;
  private readonly known = new Map<string, boolean>();

  constructor(
    policyDirectory: string,
    private readonly graph: Graph,
    private readonly staff: Readonly<Record<string, string | null>>,
  ) {
    this.permits = readPolicy(policyDirectory).permits;
    const file = JSON.parse(readFileSync(join(policyDirectory, 'accounts.json'), 'utf8')) as AccountsFile;
    this.accounts = new Map(Object.entries(file.accounts ?? file));
    this.contracts = Object.values(file.contracts ?? {});
  }

  /** The one who asks this operation, over one of the two cities. */
  asker(operation: Operation, persons: Persons): Asker {
    const account = this.accounts.get(operation.account);
    if (account === undefined) throw new Error(`no account ${operation.account}`);
    const contract =
      this.contracts.find(({ roster }) => roster.some((entry) => entry.account === operation.account)) ??
      null;
    const asked = {
      role: account.role,
      amr: account.amr,
      department: account.department === IN_CHARGE ? IN_CHARGE : 'OTHER',
      work: contract?.work ?? 'NONE',
      purpose: operation.purpose ?? 'NONE',
      zone: ZONE_BY_ADDRESS[operation.from] ?? 'UNKNOWN',
      hasCase: operation.case !== null,
      severalPersons: reachesSeveralNumbers(this.graph, operation),
    };
    const own = persons.get(this.staff[operation.account] ?? '')?.household ?? null;
    return {
      persons,
      may: (verb, classification, person) => {
        const labels = person === null ? [] : labelsOf(person, own, contract);
        return this.ask({ ...asked, labels, verb, classification });
      },
    };
  }

  private ask(question: CedarQuestion): boolean {
    const key = Object.values(question).join('|');
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const answer = this.permits(question);
    this.known.set(key, answer);
    return answer;
  }
}

export interface Asker {
  readonly persons: Persons;
  may(verb: string, classification: string, person: Person | null): boolean;
}

function labelsOf(person: Person, ownHousehold: string | null, contract: Contract | null): string[] {
  const labels: string[] = [];
  if (person.isProtected) labels.push('SUPPORT_MEASURES');
  if (person.sharesHome) labels.push('SHARED_HOME');
  if (person.household === ownHousehold) labels.push('OWN_HOUSEHOLD');
  if (person.municipality !== '132101') labels.push('OTHER_MUNICIPALITY');
  if (!person.isResident) labels.push('NOT_RESIDENT');
  if (contract && !isWithin(contract, person.born)) labels.push('OUT_OF_CONTRACT');
  return labels;
}

/** An uncertain birth date proves nothing. */
function isWithin({ bornFrom, bornTo }: Contract, born: string): boolean {
  if (bornFrom === null && bornTo === null) return true;
  if (!/^\d{8}$/.test(born) || born.endsWith('00') || born.startsWith('9999')) return false;
  const day = `${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6)}`;
  return (bornFrom === null || day >= bornFrom) && (bornTo === null || day <= bornTo);
}

/** Whether what is opened of one person at a time could be asked for of two: below a list, or below two roots. */
export function reachesSeveralNumbers(graph: Graph, { roots }: Operation): boolean {
  const listed = (selections: readonly Selection[], type: string, below: boolean): readonly boolean[] =>
    selections.flatMap(({ field, sub }) => {
      if (field === '__typename') return [];
      const { verb, classification, list, named } = fieldOf(graph, type, field);
      const isSingle = verb === 'REVEAL' || classification === 'PROTECTION';
      return [...(isSingle ? [below] : []), ...listed(sub, named, below || list)];
    });
  const found = roots.flatMap((root) =>
    listed([root], 'Query', false).map((below) => ({ below, key: responseKey(root) })),
  );
  return new Set(found.map(({ key }) => key)).size > 1 || found.some(({ below }) => below);
}
