import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Sections } from '../../parts/sections.js';
import { useWayBack } from '../../parts/use-way-back.js';
import { openWithin, useKept } from '../../session/way-back.js';
import { useWords } from '../../words/catalogue.js';
import { ByAccount } from './by-account.js';
import { ByPerson } from './by-person.js';
import { ContractorReports } from './contractor-reports.js';
import { Lookup } from './lookup.js';
import { LogState } from './log-state.js';
import { Logins } from './logins.js';
import { AuditTodayDocument, type AuditTodayQuery } from './operations.generated.js';
import { RecordView } from './record-view.js';
import { ReviewView } from './review-view.js';
import { SignedReviews } from './signed-reviews.js';
import { auditWords } from './words.js';

export type Facts = AuditTodayQuery;

const SECTIONS = [
  ...(['review', 'signed', 'person', 'account', 'record', 'logins', 'contractors', 'log'] as const),
];
type SectionId = (typeof SECTIONS)[number];

export default function AuditPage() {
  const words = useWords(auditWords);
  const asked = useAsk(AuditTodayDocument, {});
  const [section, setSection] = useKept<SectionId>('section', 'review');
  const [record] = useKept('record', '');
  useWayBack();
  const lookUp = {
    record,
    openRecord: (one: string) => openWithin({ section: 'record', record: one }),
    openAccount: (account: string) => openWithin({ section: 'account', account }),
  };
  return (
    <Lookup value={lookUp}>
      <Sections
        label={words.sections}
        sections={SECTIONS.map((id) => ({ id, label: words.section[id] }))}
        current={section}
        onChange={setSection}
      />
      <Answered asked={asked}>
        {(facts) => (
          <>
            {section === 'review' && <ReviewView facts={facts} />}
            {section === 'signed' && <SignedReviews />}
            {section === 'person' && <ByPerson facts={facts} />}
            {section === 'account' && <ByAccount facts={facts} />}
            {section === 'record' && <RecordView />}
            {section === 'logins' && <Logins facts={facts} />}
            {section === 'contractors' && <ContractorReports facts={facts} />}
            {section === 'log' && <LogState />}
          </>
        )}
      </Answered>
    </Lookup>
  );
}
