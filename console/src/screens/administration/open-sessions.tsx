import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Cell, Row, Table } from '../../parts/table.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { useInstant } from '../../words/times.js';
import { EndSession } from './account-session.js';
import { OpenSessionsDocument } from './operations.generated.js';
import { registerWords } from './register-words.js';

/** Who is logged in at the moment. */
export function OpenSessions() {
  const words = useWords(registerWords);
  const both = useBoth();
  const instant = useInstant();
  const asked = useAsk(OpenSessionsDocument, {});
  return (
    <Answered asked={asked}>
      {({ sessions }) => (
        <Table
          caption={words.openSessions(sessions.length)}
          heads={[words.account, words.begun, words.idleEnds, words.change]}
        >
          {sessions.map((session) => (
            <Row key={session.account}>
              <Cell>
                {both({ ja: session.nameJa ?? '', en: session.nameEn ?? '' })} ({session.account})
              </Cell>
              <Cell>{instant(session.begun)}</Cell>
              <Cell>{instant(session.ends)}</Cell>
              <Cell>
                <EndSession account={session.account} onChanged={asked.again} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </Answered>
  );
}
