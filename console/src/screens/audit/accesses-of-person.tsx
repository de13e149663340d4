import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { instantAfter, instantOf, type Days } from '../../parts/month-field.js';
import { PageHead, Pager, usePaging } from '../../parts/pager.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { dayOf, useDay, useSecond } from '../../words/times.js';
import { FieldAccesses } from './field-accesses.js';
import { IndexedUpTo } from './indexed-up-to.js';
import {
  AccessesOfPersonDocument,
  type AccessConditionsInput,
  type AccessesOfPersonQuery,
} from './operations.generated.js';
import { RecordLink } from './record-link.js';
import { useName } from './use-name.js';
import { Where } from './where.js';
import { auditWords } from './words.js';

export interface Question {
  readonly subject: string;
  readonly days: Days;
  readonly where: AccessConditionsInput;
}

type Access = NonNullable<AccessesOfPersonQuery['accessHistory']['nodes'][number]>;

/** Operation by operation, the newest first: each with all its fields, by outcome. */
export function AccessesOfPerson({ question }: { readonly question: Question }) {
  const words = useWords(auditWords);
  const { subject, days, where } = question;
  const paging = usePaging(JSON.stringify(question));
  const asked = useAsk(AccessesOfPersonDocument, {
    ...{ subject, from: instantOf(days.from), to: instantAfter(days.to), after: paging.after, where },
  });
  return (
    <Answered asked={asked}>
      {({ accessHistory: { nodes, pageInfo, indexedUpTo, numbers } }) => (
        <>
          {numbers === null && <Banner kind="warning" title={words.onlyThisNumber} />}
          {numbers !== null && numbers.length > 1 && <p>{words.numbers(numbers.join(words.comma))}</p>}
          <PageHead paging={paging} />
          <IndexedUpTo writers={indexedUpTo} />
          <Timeline accesses={nodes.filter((access) => access !== null)} />
          <Pager paging={paging} pageInfo={pageInfo} />
        </>
      )}
    </Answered>
  );
}

function Timeline({ accesses }: { readonly accesses: readonly Access[] }) {
  const words = useWords(auditWords);
  const inWords = useDay();
  if (accesses.length === 0) return <p className="my-3">{words.noAccess}</p>;
  const days = [...new Set(accesses.map(({ at }) => dayOf(at)))];
  const heads = [words.when, words.who, words.why, words.what];
  return (
    <Table caption={words.whoLooked} heads={heads} arrows>
      {days.flatMap((day) => [
        <tr key={day} className="border-b border-solid-gray-420 bg-solid-gray-50">
          <th scope="rowgroup" colSpan={heads.length} className="px-3 py-2 text-dns-14B-130">
            {inWords(day)}
          </th>
        </tr>,
        ...accesses
          .filter(({ at }) => dayOf(at) === day)
          .map((access) => <AccessRow key={access.record} access={access} />),
      ])}
    </Table>
  );
}

function AccessRow({ access }: { readonly access: Access }) {
  const time = useSecond('time alone');
  const name = useName();
  return (
    <Row>
      <Cell>
        {time(access.at)}
        <span className="block">
          <RecordLink record={access.record} />
        </span>
      </Cell>
      <Cell>
        {access.account !== null && name(access.account)}
        <span className="block text-dns-14N-130">{access.account?.id}</span>
      </Cell>
      <Cell>
        <Where {...access} />
      </Cell>
      <Cell>
        <FieldAccesses fields={access.coordinates} />
      </Cell>
    </Row>
  );
}
