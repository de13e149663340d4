import type { ReactNode } from 'react';
import { Button } from '../../dads/button.js';
import { useKeyedAct } from '../../graph/use-keyed-act.js';
import { Banner } from '../../parts/banner.js';
import { useWords } from '../../words/catalogue.js';
import { useDay } from '../../words/times.js';
import type { Body } from './find-body.js';
import type { AskableRow } from './inquire.js';
import { RequestInformationDocument, type RequestInformationInput } from './operations.generated.js';
import type { Period } from './period.js';
import { linkageWords } from './words.js';

export interface SendInquiryProps {
  readonly row: AskableRow;
  readonly body: Body;
  readonly items: readonly string[];
  /** Undefined: what was typed is none. */
  readonly period: Period | undefined;
  /** null as long as nobody was looked up. */
  readonly atenaNumber: string | null;
  readonly pending: boolean;
  readonly onSend: () => void;
  /** What is against it that stands at none of its fields. */
  readonly children: ReactNode;
}

export type Inquiry = Omit<RequestInformationInput, 'idempotencyKey'>;

/** One inquiry of this body, sent once. */
export function useSendInquiry(body: string) {
  const words = useWords(linkageWords);
  return useKeyedAct(
    RequestInformationDocument,
    (input: Inquiry, idempotencyKey) => ({ input: { ...input, idempotencyKey } }),
    (data) => data.requestInformation?.userErrors ?? [],
    () => words.inquirySent(body),
  );
}

/** What is about to be asked, in one sentence, and the key that asks it. */
export function SendInquiry({
  row,
  body,
  items,
  period,
  atenaNumber,
  pending,
  onSend,
  children,
}: SendInquiryProps) {
  const words = useWords(linkageWords);
  const day = useDay();
  const names = row.items.filter(({ code }) => items.includes(code ?? '')).map(({ name }) => name);
  const isWhole = atenaNumber !== null && period !== undefined;
  return (
    <Banner kind="info" title={words.summaryTitle}>
      {atenaNumber !== null && (
        <p>{words.summary(atenaNumber, body.name, names.join(words.comma), `${row.row} ${row.article}`)}</p>
      )}
      <p>
        {period?.from === null && words.ofEverything}
        {period?.from != null && words.ofDays(day(period.from), day(period.to))}
      </p>
      {atenaNumber === null && <p>{words.typePerson}</p>}
      {period === undefined && <p>{words.typePeriod}</p>}
      {children}
      <Button
        size="lg"
        variant="solid-fill"
        type="button"
        className="mt-3"
        aria-disabled={pending || !isWhole}
        onClick={onSend}
      >
        {words.send}
      </Button>
    </Banner>
  );
}
