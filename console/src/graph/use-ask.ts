import { useMemo } from 'react';
import { createRequest, useMutation, useQuery, type TypedDocumentNode } from 'urql';
import { client, type Under } from './client.js';
import { toldOf, type Told } from './answer.js';

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

/** An operation that is sent when the user says so. */
export function useAct<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
): [pending: boolean, act: (variables: Variables, under?: Under) => Promise<Acted<Data>>] {
  const [{ fetching }, execute] = useMutation<Data, object>(document);
  return [
    fetching,
    async (variables, under) => {
      const { data, error, extensions } = await execute(variables, under === undefined ? {} : { under });
      return { data: data ?? null, ...toldOf(error, extensions) };
    },
  ];
}

/** A question that is asked once, on a key or on a timer: its answer is kept by nobody. */
export async function askOnce<Data, Variables extends object>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  { under, automatic = false }: Omit<AskOptions, 'pause'> = {},
): Promise<Acted<Data>> {
  const context = { automatic, ...(under !== undefined && { under }) };
  const { data, error, extensions } = await client
    .query<Data, object>(document, variables, context)
    .toPromise();
  return { data: data ?? null, ...toldOf(error, extensions) };
}
