import type { VaccinationRecordSystem } from '../../adapters/vaccination-record-system/model.js';
import type { CaseStore } from '../cases/case-store.js';
import type { Sealed } from '../individual-number/sealed.js';
import { Persons, type PersonSources } from '../persons/persons.js';
import { readNumber } from '../persons/read-number.js';
import type { VrsRules } from '../policy/vrs-rules.js';
import type { Sources } from '../sources/sources.js';
import { CouponFile, type CouponFileParts } from './coupon-file.js';
import { CallPerformer } from './perform-call.js';
import { EvidenceOfCases } from './read-evidence.js';
import { RecordInquiries } from './record-inquiries.js';
import { StandingGround } from './standing-ground.js';

/** How the sources are called: within a request's budget, or by the gateway itself. */
export interface Asked extends Pick<Sources, 'ask' | 'send'> {
  /** Told of the number that is sent; the answer to a caller may not hold it, wherever it comes from. */
  readonly remember?: (number: Sealed<string>) => void;
}

export interface PerformerParts {
  readonly vrs: VaccinationRecordSystem;
  readonly sources: {
    readonly registry: PersonSources['sources']['registry'] & Pick<Sources['registry'], 'loadMoveIns'>;
    readonly address: PersonSources['sources']['address'] &
      Pick<Sources['address'], 'loadMany' | 'loadByHealthNumber'>;
    readonly health: CouponFileParts['health'];
  };
  readonly cases: Pick<CaseStore, 'byName' | 'matchesOf' | 'additionsOf'>;
  readonly rules: () => VrsRules;
  /** `YYYY-MM-DD`. */
  readonly today: () => string;
}

/** What carries acts out, over these calls of the sources. */
export interface Performers {
  readonly inquiries: (asked: Asked) => RecordInquiries;
  readonly performer: (asked: Asked) => CallPerformer;
}

export function performersOf({ vrs, sources, cases, rules, today }: PerformerParts): Performers {
  const { registry, address, health } = sources;
  const inquiries = ({ ask, send, remember }: Asked) =>
    new RecordInquiries({
      ...{ vrs, sources: { send }, rules, today },
      cases: new EvidenceOfCases({ store: cases, sources: { registry, address, ask }, today }),
      numberOf: async (atenaNumber, signal) => {
        const number = await readNumber({ ask, address }, atenaNumber, signal);
        if (number !== null) remember?.(number);
        return number;
      },
    });
  const performer = (asked: Asked) =>
    new CallPerformer({
      ...{ vrs, sources: asked, inquiries: inquiries(asked) },
      ground: new StandingGround({
        ...{ vrs, store: cases, today, ask: asked.ask },
        sources: { registry, address, ask: asked.ask },
      }),
      coupons: new CouponFile({ ask: asked.ask, send: asked.send, health, address }),
      isClosed: async (atenaNumber, signal) => {
        const from = { registry, address, ask: asked.ask };
        const person = await new Persons({ sources: from, signal, today: today() }).of(atenaNumber);
        return person === null || person.underSupportMeasures || person.sharesHome;
      },
    });
  return { inquiries, performer };
}
