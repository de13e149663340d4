import { withSubject, type Subject } from '../../src/guard/subject.js';
import { vrsFault } from '../../src/vaccination-record/vrs-faults.js';
import type {
  AnswerView,
  ApplicationView,
  DoseView,
  InquiryView,
  TargetView,
} from '../../src/vaccination-record/vrs-access.js';

/** Records on their way to the guard, each about its person. */
export const couponNodes = (subject: Subject, { coupons }: TargetView) =>
  coupons.map(({ coupon: number, issuedOn, voidedOn }) =>
    withSubject(subject, { number, issuedOn, voidedOn }),
  );

export const flagNodes = (subject: Subject, { flags }: TargetView) =>
  flags.map((flag) => withSubject(subject, { ...flag }));

export const doseNodes = (subject: Subject, doses: readonly DoseView[]) =>
  doses.map(({ coupon: couponNumber, ...dose }) => withSubject(subject, { ...dose, couponNumber }));

export const inquiryNodes = (subject: Subject, records: readonly InquiryView[]) =>
  records.map(({ requestId: id, ...record }) => withSubject(subject, { ...record, id }));

export function answerNode(subject: Subject, { outcome, answeredAt, municipality, doses }: AnswerView) {
  const provided = doses.map((dose) => withSubject(subject, { ...dose }));
  return withSubject(subject, { outcome, answeredAt, municipality, doses: provided });
}

export type ApplicationNode = ReturnType<typeof applicationNode>;
export const applicationNode = (subject: Subject, view: ApplicationView) => withSubject(subject, { ...view });

/** The registry knows nobody by what stands in this field of the input. */
export const unknownPerson = (field = 'atenaNumber') => [vrsFault('UNKNOWN_PERSON', field)];
export const unknownApplication = () => [vrsFault('UNKNOWN_RECORD', 'number')];
