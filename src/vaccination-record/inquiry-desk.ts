import type {
  InquiryAnswer,
  InquiryRecord,
} from '../../adapters/vaccination-record-system/protocol/inquiries.js';
import { NamedBy } from '../acts/named-by.js';
import type { Subject } from '../guard/subject.js';
import { isMunicipalityCode } from '../text/municipality-code.js';
import { GroundMissing, type Permitted } from './inquiry-ground.js';
import type { AskInput, VrsAccess } from './vrs-access.js';
import type { VrsActs } from './vrs-acts.js';
import { isProtected, type RecordCaller } from './record-caller.js';
import { vrsFault, refused, type VrsFault, type VrsResult } from './vrs-faults.js';
import type { RecordInquiries } from './record-inquiries.js';

interface InquiryDeskParts {
  readonly caller: RecordCaller;
  readonly acts: VrsActs;
  readonly inquiries: RecordInquiries;
  readonly caseNumber: string | null;
}

/** 他市区町村への照会 under art. 19(16) (R009, R022, R145-R151): one person and one need in a request. */
export class InquiryDesk implements Pick<VrsAccess, 'inquiriesOf' | 'ask'> {
  /** A document of many aliases is a list, which the article does not allow (R151). */
  private asked = false;

  constructor(private readonly parts: InquiryDeskParts) {}

  inquiriesOf(persons: readonly Subject[]): Promise<readonly (readonly InquiryRecord[] | Error)[]> {
    const { caller } = this.parts;
    return caller.ofEach<readonly InquiryRecord[]>(
      persons,
      (numbers) => caller.ask('INQUIRY', (call) => caller.parts.vrs.inquiryRecords(numbers, call)),
      [],
    );
  }

  async ask({ idempotencyKey, validateOnly, person, ...input }: AskInput): Promise<VrsResult<InquiryAnswer>> {
    const { caller, acts, inquiries, caseNumber } = this.parts;
    const staff = caller.staffFor('INQUIRY');
    if (this.asked) return refused('ONE_AT_A_TIME');
    this.asked = true;
    const { need, municipality, hardToObtain } = input;
    if (municipality !== null && !isMunicipalityCode(municipality))
      return refused('MUNICIPALITY_CODE', 'municipality');
    if (caseNumber === null) return refused('NO_CASE');
    if (isProtected(person)) return refused('CLOSED_PERSON', 'atenaNumber');
    const { atenaNumber } = person;
    const question = { caseNumber, atenaNumber, municipality, hardToObtain, need };
    const permit = once(() => inquiries.permit(question, caller.parts.signal));
    const { changed, faults } = await acts.act(
      'askVaccinationRecord',
      { idempotencyKey, validateOnly },
      { ...question, atenaNumber: NamedBy.person(person) },
      {
        ...{ atenaNumber, staff },
        faults: async () => [...(await groundFaults(permit)), ...(await this.targetFaults(person))],
        compose: async (requestId) => {
          const permitted = await permit();
          const { logCode: basis, cites } = permitted;
          const request = { ...question, requestId, municipality: permitted.municipality };
          return { op: 'INQ01', request, basis, cites };
        },
      },
    );
    return { changed: changed?.is === 'ANSWER' ? changed.answer : null, faults };
  }

  /** The system takes inquiries about its own targets alone (R149). */
  private async targetFaults(person: Subject): Promise<readonly VrsFault[]> {
    const { caller } = this.parts;
    const number = await caller.healthNumberOf(person);
    if (number === null) return [vrsFault('NO_HEALTH_NUMBER', 'atenaNumber')];
    const target = await caller.targetOf(number, 'INQUIRY');
    if (target === null) return [vrsFault('UNKNOWN_TO_SYSTEM', 'atenaNumber')];
    return target.state === 'ACTIVE' ? [] : [vrsFault('NOT_A_TARGET', 'atenaNumber')];
  }
}

async function groundFaults(permit: () => Promise<Permitted>): Promise<readonly VrsFault[]> {
  try {
    await permit();
    return [];
  } catch (error) {
    if (error instanceof GroundMissing) return [vrsFault(error.missing)];
    throw error;
  }
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= work());
}
