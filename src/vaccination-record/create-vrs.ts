import type { Sealed } from '../individual-number/sealed.js';
import { ApplicationDesk } from './application-desk.js';
import type { ConsentedTo } from './consent-ground.js';
import { CouponFile } from './coupon-file.js';
import { DoseDesk } from './dose-desk.js';
import { InquiryDesk } from './inquiry-desk.js';
import type { OpenVrs } from './open-vrs.js';
import type { VrsAccess } from './vrs-access.js';
import { VrsActs } from './vrs-acts.js';
import { RecordCaller, type RecordCallerParts } from './record-caller.js';
import { TargetDesk } from './target-desk.js';

interface VrsParts extends Omit<RecordCallerParts, 'vrs'> {
  readonly open: Omit<OpenVrs, 'look' | 'close'>;
  /** Id of the request. */
  readonly request: string;
  readonly caseNumber: string | null;
  /** What the consent of the named case covers; null where none was named. */
  readonly consentedTo: ConsentedTo | null;
  /** Told of every number that is read, so that no answer can hold it. */
  readonly remember: (number: Sealed<string>) => void;
}

/** The vaccination record system for one request, in its caller's name. */
export function createVrs({
  open,
  request,
  caseNumber,
  consentedTo,
  remember,
  ...parts
}: VrsParts): VrsAccess {
  const caller = new RecordCaller({ ...parts, vrs: open.vrs });
  const { account } = parts.caller;
  const { sources } = parts;
  const inquiries = open.inquiries({ ...sources, remember });
  const performer = open.performer({ ...sources, remember });
  const acts = new VrsActs({ ...open, performer, request, account, caseNumber });
  const targets = new TargetDesk({ caller, acts, consentedTo, coupons: new CouponFile(sources) });
  const doses = new DoseDesk(caller, acts);
  const exchange = new InquiryDesk({ caller, acts, inquiries, caseNumber });
  const applications = new ApplicationDesk(caller, acts, consentedTo);
  return {
    targetsOf: (persons) => targets.targetsOf(persons),
    dosesOf: (persons) => doses.dosesOf(persons),
    misreadFrom: (person, dose) => doses.misreadFrom(person, dose),
    inquiriesOf: (persons) => exchange.inquiriesOf(persons),
    register: (input) => targets.register(input),
    reissue: (input) => targets.reissue(input),
    recordDose: (input) => doses.recordDose(input),
    correctDose: (input) => doses.correctDose(input),
    withdrawDose: (input) => doses.withdrawDose(input),
    setFlag: (input) => targets.setFlag(input),
    cancelFlag: (input) => targets.cancelFlag(input),
    ask: (input) => exchange.ask(input),
    applications: (states, page) => applications.applications(states, page),
    application: (number) => applications.application(number),
    apply: (input) => applications.apply(input),
    decide: (input) => applications.decide(input),
    issued: (input) => applications.issued(input),
    recordsForCertificate: (application) => applications.recordsForCertificate(application),
  };
}
