import { useOpens } from '../../app/opens.js';
import { WhyNot } from '../../app/why-not.js';
import { Sections } from '../../parts/sections.js';
import { useWayBack } from '../../parts/use-way-back.js';
import { goBack, openWithin, useKept } from '../../session/way-back.js';
import { useWords } from '../../words/catalogue.js';
import { Inquire } from './inquire.js';
import { Inquiries } from './inquiries.js';
import { OneProvision } from './one-provision.js';
import { Provisions } from './provisions.js';
import { Restrictions } from './restrictions.js';
import { linkageWords } from './words.js';

type SectionId = 'provisions' | 'inquiries' | 'inquire' | 'restrictions';

export default function LinkagePage() {
  const words = useWords(linkageWords);
  const opens = useOpens();
  const [section, setSection] = useKept<SectionId>('section', 'provisions');
  const [provision, setProvision] = useKept<string | null>('provision', null);
  useWayBack();
  const sections: readonly SectionId[] = [
    ...(['provisions', 'inquiries'] as const),
    ...(opens?.allows('LINKAGE', 'INQUIRE') === true ? (['inquire'] as const) : []),
    ...(opens?.allows('LINKAGE', 'PROTECT') === true ? (['restrictions'] as const) : []),
  ];
  return (
    <>
      <Sections
        label={words.sections}
        sections={sections.map((id) => ({ id, label: words.section[id] }))}
        current={section}
        onChange={(id) => {
          setProvision(null);
          setSection(id);
        }}
      />
      {opens?.allows('LINKAGE', 'INQUIRE') !== true && (
        <WhyNot fieldClass="LINKAGE" verb="INQUIRE" what={words.section.inquire} />
      )}
      {opens?.allows('LINKAGE', 'PROTECT') !== true && (
        <WhyNot fieldClass="LINKAGE" verb="PROTECT" what={words.section.restrictions} />
      )}
      {section === 'provisions' && provision === null && (
        <Provisions onChosen={(id) => openWithin({ provision: id })} />
      )}
      {section === 'provisions' && provision !== null && <OneProvision id={provision} onBack={goBack} />}
      {section === 'inquiries' && <Inquiries />}
      {section === 'inquire' && <Inquire onSent={() => setSection('inquiries')} />}
      {section === 'restrictions' && <Restrictions />}
    </>
  );
}
