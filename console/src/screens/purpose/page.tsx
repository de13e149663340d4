import { useState } from 'react';
import { useLocation } from 'wouter';
import { Button } from '../../dads/button.js';
import { StatusBadge } from '../../dads/status-badge.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { Cards } from '../../parts/cards.js';
import { startWork, useSession } from '../../session/session.js';
import { useWords } from '../../words/catalogue.js';
import { partWords } from '../../parts/words.js';
import { useBoth } from '../../words/language.js';
import { CaseStep } from './case-step.js';
import { PurposesDocument } from './operations.generated.js';
import type { PurposeMenu } from './purpose-menu.js';
import { WhatOpens } from './what-opens.js';
import { purposeWords } from './words.js';

export default function PurposePage() {
  const words = useWords(purposeWords);
  const parts = useWords(partWords);
  const both = useBoth();
  const told = useSession((state) => state.told);
  const asked = useAsk(PurposesDocument, {});
  const [chosen, setChosen] = useState<PurposeMenu | null>(null);
  const [, navigate] = useLocation();
  const start = (menu: PurposeMenu, caseNumber: string | null) => {
    startWork({ purpose: menu.purpose, name: { ja: menu.nameJa, en: menu.nameEn }, caseNumber });
    navigate('/');
  };
  if (chosen !== null)
    return (
      <CaseStep menu={chosen} onBack={() => setChosen(null)} onChosen={(number) => start(chosen, number)} />
    );
  return (
    <>
      {told !== null && (
        <Banner kind="warning" title={parts.noticeTitle} alert>
          <p>{both(told)}</p>
        </Banner>
      )}
      <p className="mb-6">{words.intro}</p>
      <Answered asked={asked}>
        {({ viewer }) => (
          <>
            <Cards items={viewer.menus} keyOf={({ purpose }) => purpose} nothing={words.nothing}>
              {(menu) => (
                <PurposeCard
                  menu={menu}
                  onStart={() => (menu.needsCase ? setChosen(menu) : start(menu, null))}
                />
              )}
            </Cards>
            <p className="text-dns-14N-130 mt-6 text-solid-gray-700">
              {words.useOfNumber}: {viewer.purposeOfUse}
            </p>
          </>
        )}
      </Answered>
    </>
  );
}

function PurposeCard({ menu, onStart }: { readonly menu: PurposeMenu; readonly onStart: () => void }) {
  const words = useWords(purposeWords);
  const name = useBoth()({ ja: menu.nameJa, en: menu.nameEn });
  return (
    <article className="rounded-8 border border-solid-gray-420 p-4">
      <div className="flex flex-wrap items-center gap-4">
        <h2 className="text-std-18B-160 mr-auto">
          {name}
          {menu.needsCase && <StatusBadge>{words.needsCase}</StatusBadge>}
        </h2>
        <Button size="md" variant="solid-fill" onClick={onStart}>
          {words.start(name)}
        </Button>
      </div>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-dns-14N-130">
        <dt>{words.basis}</dt>
        <dd>{menu.legalBasis}</dd>
        <dt>{words.until}</dt>
        <dd>{menu.openUntil}</dd>
        <dt>{words.owner}</dt>
        <dd>{menu.ownerOffice}</dd>
      </dl>
      <WhatOpens purpose={menu.purpose} />
    </article>
  );
}
