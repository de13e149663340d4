import { useLocation } from 'wouter';
import { useAsk } from '../../graph/use-ask.js';
import { Cards } from '../../parts/cards.js';
import { Answered } from '../../parts/answered.js';
import { PageHead, Pager, usePaging } from '../../parts/pager.js';
import { RecordLine } from '../../parts/record-line.js';
import { leaveWork, useSession } from '../../session/session.js';
import { useWayBack } from '../../parts/use-way-back.js';
import { useWords } from '../../words/catalogue.js';
import { CaseCard } from './case-card.js';
import { CasesOfMineDocument, NamesOfPurposesDocument } from './operations.generated.js';
import { casesWords } from './words.js';

export default function CasesPage() {
  const words = useWords(casesWords);
  const [, navigate] = useLocation();
  const chosen = useSession((state) => state.work?.caseNumber ?? null);
  const paging = usePaging('');
  useWayBack();
  const asked = useAsk(CasesOfMineDocument, { after: paging.after });
  const names = useAsk(NamesOfPurposesDocument, {});
  const onEnded = (number: string) => {
    if (number !== chosen) return asked.again();
    // A case that opens nobody any more is no case to work under.
    leaveWork();
    navigate('/purpose');
  };
  return (
    <>
      <p>{words.intro}</p>
      <Answered asked={names}>
        {({ viewer: { menus } }) => (
          <Answered asked={asked}>
            {({ myCases: { nodes, pageInfo } }) => (
              <>
                <PageHead paging={paging} />
                <Cards items={nodes} keyOf={(one) => one.number} nothing={words.nothing}>
                  {(one, at) => <CaseCard {...{ one, at, asked, chosen, menus, onEnded }} />}
                </Cards>
                <Pager paging={paging} pageInfo={pageInfo} />
                <RecordLine record={asked.record} />
              </>
            )}
          </Answered>
        )}
      </Answered>
    </>
  );
}
