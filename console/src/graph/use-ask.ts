import { useMemo } from 'react';
import { createRequest, useMutation, useQuery, type TypedDocumentNode } from 'urql';
import { client, type Under } from './client.js';
import { toldOf, type Told } from './answer.js';
import { anActBegins, hearing } from './said.js';

export interface Asked<Data> extends Told {
  readonly data: Data | null;
  /** Nothing is there yet: what was answered to another question is not shown for this one. */
  readonly pending: boolean;
  /** Asked anew: the last answer to the same question stands until the next is there. */
  readonly renewing: boolean;
  /** A new request, and a new record. */
  readonly again: () => void;
}

export interface AskOptions {
  /** Not asked as long as this is so. */
  readonly pause?: boolean;
  readonly automatic?: boolean;
  /** Another purpose than the one that is chosen. */
  readonly under?: Under;
}

/** One operation of a screen, asked when the screen is drawn and when what it is asked with changes. */
export function useAsk<Data, Variables extends object>(
  query: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { pause = false, automatic = false, under }: AskOptions = {},
): Asked<Data> {
  const purpose = under?.purpose ?? null;
  const caseNumber = under?.caseNumber ?? null;
  const elsewhere = under !== undefined;
  const context = useMemo(
    () => ({ automatic, ...(elsewhere && { under: { purpose, caseNumber } }) }),
    [automatic, elsewhere, purpose, caseNumber],
  );
  const [{ data, error, extensions, fetching, stale, operation }, execute] = useQuery<Data, object>({
    ...{ query, variables, pause, context },
  });
  const told = useMemo(() => toldOf(error, extensions), [error, extensions]);
  const isOfThis =
    operation?.key === createRequest(query, variables).key && operation.context.under === context.under;
  const stands = !fetching || (isOfThis && data != null);
  return {
    ...told,
    data: stands ? (data ?? null) : null,
    pending: (fetching || stale) && !stands,
    renewing: fetching && stands,
    again: () => execute({ requestPolicy: 'network-only' }),
  };
}

export interface Acted<Data> extends Told {
  readonly data: Data | null;
}

/** How an act goes out. */
export interface HowSent {
  /** Another purpose or case than the one that is chosen. */
  readonly under?: Under | undefined;
  /** Sent behind others by the same press: what was said to those stands. */
  readonly follows?: boolean;
}

/** An operation that is sent when the user says so. What is said beside its answer stands in the frame. */
export function useAct<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
): [pending: boolean, act: (variables: Variables, how?: HowSent) => Promise<Acted<Data>>] {
  const [{ fetching }, execute] = useMutation<Data, object>(document);
  return [
    fetching,
    async (variables, { under, follows = false } = {}) => {
      const judged = isJudgedOnly(variables);
      if (!judged && !follows) anActBegins();
      const hear = hearing(judged ? document : {});
      const { data, error, extensions } = await execute(variables, under === undefined ? {} : { under });
      const told = toldOf(error, extensions);
      hear(told.warnings);
      return { data: data ?? null, ...told };
    },
  ];
}

/** Nothing is done: it is asked what there would be against it. */
function isJudgedOnly(variables: object): boolean {
  const { validateOnly, input } = variables as { validateOnly?: unknown; input?: { validateOnly?: unknown } };
  return validateOnly === true || input?.validateOnly === true;
}

/** A question that is asked once, on a key or on a timer: its answer is kept by nobody. What is said beside it stands in the frame, unless nobody has asked. */
export async function askOnce<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { under, automatic = false }: Omit<AskOptions, 'pause'> = {},
): Promise<Acted<Data>> {
  const hear = automatic ? null : hearing(document);
  const context = { automatic, ...(under !== undefined && { under }) };
  const { data, error, extensions } = await client
    .query<Data, object>(document, variables, context)
    .toPromise();
  const told = toldOf(error, extensions);
  hear?.(told.warnings);
  return { data: data ?? null, ...told };
}

/** An act of a login that is being left: the page is nobody's any more, and nobody is there to be told anything. */
export async function actLeaving<Data>(
  document: TypedDocumentNode<Data, Record<string, never>>,
  context: { readonly login: string; readonly automatic: boolean },
): Promise<void> {
  await client.mutation<Data, object>(document, {}, context).toPromise();
}
