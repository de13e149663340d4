import type { CaseAccess } from '../cases/case-access.js';
import { readCaseName } from '../identity/purpose.js';
import type { NamedPerson, SubjectLoader } from '../guard/person-argument.js';
import type { FindingAccess } from '../reconciliation/finding-access.js';
import type { LinkageAccess } from '../linkage/linkage-access.js';
import { readProcessingNumber } from '../linkage/processing-number.js';
import { readAtenaNumber } from '../loaders/atena-number.js';
import type { Loaders } from '../loaders/loaders.js';
import { findConcerned, findNamed } from '../loaders/named-person.js';
import type { VrsAccess } from '../vaccination-record/vrs-access.js';

/** Where things are kept that are about persons. */
interface Kept {
  readonly linkage: Pick<LinkageAccess, 'provision'>;
  readonly cases: Pick<CaseAccess, 'find'>;
  readonly vrs: Pick<VrsAccess, 'application'>;
  readonly findings: Pick<FindingAccess, 'find'>;
}

/** How the guard finds whom an argument names, in one request: by the request's own loaders, in its caller's name. */
export function createSubjectLoader(
  loaders: Pick<Loaders, 'residents' | 'logSubject'>,
  { linkage, cases, vrs, findings }: Kept,
): SubjectLoader {
  return {
    resident: async (text) => named(loaders, readAtenaNumber(text)),
    // Whom the act brings into the registry is nobody there yet, and known all the same.
    newcomer: async (text) => ({
      ...(await named(loaders, readAtenaNumber(text))),
      known: true,
    }),
    logged: async (text) => ({ subject: await loaders.logSubject(readAtenaNumber(text)), known: true }),
    case: async (text) => {
      const name = readCaseName(text);
      const found = name === null ? null : await cases.find(name);
      return found && Promise.all(found.persons.map((number) => findConcerned(loaders.residents, number)));
    },
    application: async (text) => {
      const found = /^[1-9]\d{0,8}$/.test(text) ? await vrs.application(Number(text)) : null;
      return found && findConcerned(loaders.residents, found.atenaNumber);
    },
    finding: async (text) => {
      const found = /^[\w-]{43}$/.test(text) ? await findings.find(text) : null;
      const numbers = found === null ? [] : [found.atenaNumber, found.otherNumber];
      const known = numbers.filter((number) => number !== null);
      return found && Promise.all(known.map((number) => findConcerned(loaders.residents, number)));
    },
    provision: async (text) => {
      const number = readProcessingNumber(text);
      const provision = number === null ? null : await linkage.provision(number);
      return provision && findConcerned(loaders.residents, provision.atenaNumber);
    },
  };
}

async function named(loaders: Pick<Loaders, 'residents'>, number: string): Promise<NamedPerson> {
  const { subject, known } = await findNamed(loaders.residents, number);
  return { subject: { ...subject, namedBy: [number] }, known };
}
