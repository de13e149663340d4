import { WhyNot } from '../../app/why-not.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { useInstant } from '../../words/times.js';
import { EndSession, TO_END, useMayEndSessions } from './account-session.js';
import { OpenSessionsDocument } from './operations.generated.js';
import { registerWords } from './register-words.js';
import { administrationWords } from './words.js';

/** Who is logged in at the moment. */
export function OpenSessions() {
  const words = useWords(registerWords);
  const both = useBoth();
  const instant = useInstant();
  const mayEnd = useMayEndSessions();
  const forms = useWords(administrationWords);
  const asked = useAsk(OpenSessionsDocument, {});
  return (
    <Answered asked={asked}>
      {({ sessions }) => (
        <>
          {!mayEnd && <WhyNot {...TO_END} what={forms.endSessions} />}
          <Table
            caption={words.openSessions(sessions.length)}
            heads={[words.account, words.begun, words.idleEnds, ...(mayEnd ? [words.change] : [])]}
          >
            {sessions.map((session) => (
              <Row key={session.account}>
                <Cell>
                  {both({ ja: session.nameJa ?? '', en: session.nameEn ?? '' })} ({session.account})
                </Cell>
                <Cell>{instant(session.begun)}</Cell>
                <Cell>{instant(session.ends)}</Cell>
                {mayEnd && (
                  <Cell>
                    <EndSession account={session.account} onChanged={asked.again} />
                  </Cell>
                )}
              </Row>
            ))}
          </Table>
        </>
      )}
    </Answered>
  );
}
