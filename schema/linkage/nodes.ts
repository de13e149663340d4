import { about, type Personal, type Subject } from '../../src/guard/subject.js';
import { LINKAGE_TEXTS } from '../../src/linkage/texts.js';
import type {
  BasisView,
  BodyView,
  CopyStatusView,
  CopyView,
  ExchangeRecordView,
  ItemView,
  LinkageFault,
  PayloadView,
  ProvisionView,
  RequestView,
  RestrictionView,
} from '../../src/linkage/views.js';

/** An inquiry or a provision on its way to the guard; `of` is whom its parts are asked for. */
export type RequestNode = ReturnType<typeof requestNode>;
export type ProvisionNode = ReturnType<typeof provisionNode>;

const body = (subject: Subject, { code, nameJa }: BodyView) => about(subject, { code, name: nameJa });
const items = (subject: Subject, all: readonly ItemView[]) => all.map((one) => item(subject, one));
const item = (subject: Subject, { code, nameJa }: ItemView) => about(subject, { code, name: nameJa });
const basis = ({ row, article, citation, basisConflict }: BasisView) => ({ row, article, citation, basisConflict });

export function requestNode(subject: Subject, view: RequestView) {
  const { id, atenaNumber, state, requestedAt, changedAt, requestedBy, caseNumber, quarantine, answered, refusal } = view;
  return about(subject, {
    ...{ id, atenaNumber, state, requestedAt, changedAt, requestedBy, caseNumber, quarantine, answered },
    ...basis(view),
    provider: body(subject, view.provider),
    items: items(subject, view.items),
    refusal: refusal && about(subject, { ...refusal, message: LINKAGE_TEXTS[refusal.code].en, messageJa: LINKAGE_TEXTS[refusal.code].ja }),
  });
}

export function provisionNode(subject: Subject, view: ProvisionView) {
  const { id, atenaNumber, state, holds, receivedAt, expiresAt, approvalExpiresAt } = view;
  return about(subject, {
    ...{ id, atenaNumber, state, holds, receivedAt, expiresAt, approvalExpiresAt },
    ...basis(view),
    inquirer: body(subject, view.inquirer),
    items: items(subject, view.items),
  });
}

export function copyNodes(subject: Subject, copies: readonly CopyView[]): readonly Personal[] {
  return copies.map(({ item: code, nameJa, values, ...rest }) =>
    about(subject, { ...rest, item: code, name: nameJa, values: values.map((one) => about(subject, { ...one })) }),
  );
}

export function payloadNode(subject: Subject, { contentHash, copies, withheld }: PayloadView): Personal {
  return about(subject, {
    contentHash,
    copies: copyNodes(subject, copies),
    withheld: withheld.map((one) => about(subject, { item: item(subject, one.item), reason: one.reason })),
  });
}

export function recordNode(subject: Subject, view: ExchangeRecordView): Personal {
  const { id, side, requestedAt, providedAt, hidden, keepUntil } = view;
  const counterpart = body(subject, view.counterpart);
  return about(subject, { id, side, requestedAt, providedAt, hidden, keepUntil, ...basis(view), counterpart, items: items(subject, view.items) });
}

export function extractEntry(subject: Subject, { side, counterpart, items: all, citation, requestedAt, providedAt }: ExchangeRecordView): Personal {
  const names = all.map(({ nameJa }) => nameJa);
  return about(subject, { side, counterpart: counterpart.nameJa ?? counterpart.code, items: names, citation, requestedAt, providedAt });
}

export function restrictionNode(subject: Subject, { item: one, noAutomaticAnswer, nonDisclosure, changedAt }: RestrictionView): Personal {
  return about(subject, { item: item(subject, one), noAutomaticAnswer, nonDisclosure, changedAt });
}

export function copyStatusNode(subject: Subject, { item: one, ...rest }: CopyStatusView): Personal {
  return about(subject, { ...rest, item: item(subject, one) });
}

/** Faults in words. */
export function userErrors(faults: readonly LinkageFault[]) {
  return faults.map((fault) => ({ ...fault, message: LINKAGE_TEXTS[fault.code].en, messageJa: LINKAGE_TEXTS[fault.code].ja }));
}
