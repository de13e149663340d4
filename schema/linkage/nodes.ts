import { withSubject, type HasSubject, type Subject } from '../../src/guard/subject.js';
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
  StateChangeView,
} from '../../src/linkage/views.js';

/** An inquiry or a provision on its way to the guard; `of` is whom its parts are asked for. */
export type RequestNode = ReturnType<typeof requestNode>;
export type ProvisionNode = ReturnType<typeof provisionNode>;

const body = (subject: Subject, { code, nameJa, kind }: BodyView) =>
  withSubject(subject, { code, name: nameJa, kind });
const items = (subject: Subject, all: readonly ItemView[]) => all.map((one) => item(subject, one));
const item = (subject: Subject, { code, nameJa }: ItemView) => withSubject(subject, { code, name: nameJa });
const basis = ({ row, article, citation, basisConflict }: BasisView) => ({
  row,
  article,
  citation,
  basisConflict,
});

export function requestNode(subject: Subject, view: RequestView) {
  const {
    id,
    atenaNumber,
    state,
    requestedAt,
    changedAt,
    requestedBy,
    caseNumber,
    quarantine,
    answered,
    refusal,
  } = view;
  return withSubject(subject, {
    ...{ id, atenaNumber, state, requestedAt, changedAt, requestedBy, caseNumber, quarantine, answered },
    ...basis(view),
    provider: body(subject, view.provider),
    items: items(subject, view.items),
    refusal:
      refusal &&
      withSubject(subject, {
        ...refusal,
        message: LINKAGE_TEXTS[refusal.code].en,
        messageJa: LINKAGE_TEXTS[refusal.code].ja,
      }),
  });
}

export function provisionNode(subject: Subject, view: ProvisionView) {
  const { id, atenaNumber, state, holds, receivedAt, changedAt, expiresAt, approvalExpiresAt } = view;
  return withSubject(subject, {
    ...{ id, atenaNumber, state, holds, receivedAt, changedAt, expiresAt, approvalExpiresAt },
    approvedBy: view.approvedBy,
    ...basis(view),
    inquirer: body(subject, view.inquirer),
    items: items(subject, view.items),
  });
}

export function copyNodes(subject: Subject, copies: readonly CopyView[]): readonly HasSubject[] {
  return copies.map(({ item: code, nameJa, values, ...rest }) =>
    withSubject(subject, {
      ...rest,
      item: code,
      name: nameJa,
      values: values.map((one) => withSubject(subject, { ...one })),
    }),
  );
}

export function payloadNode(subject: Subject, { contentHash, copies, withheld }: PayloadView): HasSubject {
  return withSubject(subject, {
    contentHash,
    copies: copyNodes(subject, copies),
    withheld: withheld.map((one) =>
      withSubject(subject, { item: item(subject, one.item), reason: one.reason }),
    ),
  });
}

export function recordNode(subject: Subject, view: ExchangeRecordView): HasSubject {
  const { id, side, requestedAt, providedAt, hidden, keepUntil } = view;
  const counterpart = body(subject, view.counterpart);
  return withSubject(subject, {
    id,
    side,
    requestedAt,
    providedAt,
    hidden,
    keepUntil,
    ...basis(view),
    counterpart,
    items: items(subject, view.items),
  });
}

export function extractEntry(
  subject: Subject,
  { side, counterpart, items: all, citation, requestedAt, providedAt }: ExchangeRecordView,
): HasSubject {
  const names = all.map(({ nameJa }) => nameJa);
  return withSubject(subject, {
    side,
    counterpart: counterpart.nameJa ?? counterpart.code,
    items: names,
    citation,
    requestedAt,
    providedAt,
  });
}

export function restrictionNode(
  subject: Subject,
  { item: one, noAutomaticAnswer, nonDisclosure, changedAt }: RestrictionView,
): HasSubject {
  return withSubject(subject, { item: item(subject, one), noAutomaticAnswer, nonDisclosure, changedAt });
}

export function copyStatusNode(subject: Subject, { item: one, ...rest }: CopyStatusView): HasSubject {
  return withSubject(subject, { ...rest, item: item(subject, one) });
}

export function historyNodes<State>(
  subject: Subject,
  history: readonly StateChangeView<State>[],
): readonly HasSubject[] {
  return history.map((change) => withSubject(subject, { ...change }));
}

/** Faults in words. */
export function userErrors(faults: readonly LinkageFault[]) {
  return faults.map((fault) => ({
    ...fault,
    message: LINKAGE_TEXTS[fault.code].en,
    messageJa: LINKAGE_TEXTS[fault.code].ja,
  }));
}
