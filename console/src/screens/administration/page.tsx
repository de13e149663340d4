import { Sections } from '../../parts/sections.js';
import { useWayBack } from '../../parts/use-way-back.js';
import { goBack, openWithin, useKept } from '../../session/way-back.js';
import { useWords } from '../../words/catalogue.js';
import { AccountPage } from './account-page.js';
import { Accounts } from './accounts.js';
import { Contracts } from './contracts.js';
import { Ending } from './ending.js';
import { Health } from './health.js';
import { Offices } from './offices.js';
import { PolicyView } from './policy-view.js';
import { OpenSessions } from './open-sessions.js';
import { administrationWords } from './words.js';

const SECTIONS = ['accounts', 'offices', 'ending', 'sessions', 'contracts', 'policy', 'health'] as const;

/** An account that is looked at. */
export interface Chosen {
  readonly id: string;
  readonly today: string;
}

export default function AdministrationPage() {
  const words = useWords(administrationWords);
  const [section, setSection] = useKept<(typeof SECTIONS)[number]>('section', 'accounts');
  const [chosen, setChosen] = useKept<Chosen | null>('chosen', null);
  useWayBack();
  return (
    <>
      <Sections
        label={words.sections}
        sections={SECTIONS.map((id) => ({ id, label: words.section[id] }))}
        current={section}
        onChange={(id) => {
          setChosen(null);
          setSection(id);
        }}
      />
      {section === 'accounts' && chosen === null && (
        <Accounts onChosen={(account) => openWithin({ chosen: account })} />
      )}
      {section === 'accounts' && chosen !== null && <AccountPage chosen={chosen} onBack={goBack} />}
      {section === 'offices' && <Offices />}
      {section === 'ending' && <Ending />}
      {section === 'sessions' && <OpenSessions />}
      {section === 'contracts' && <Contracts />}
      {section === 'policy' && <PolicyView />}
      {section === 'health' && <Health />}
    </>
  );
}
