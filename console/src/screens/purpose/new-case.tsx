import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { ErrorText } from '../../dads/error-text.js';
import { Input } from '../../dads/input.js';
import { SomeOf } from '../../parts/choices.js';
import { FaultBox } from '../../parts/fault-box.js';
import { Field } from '../../parts/field.js';
import { Heading } from '../../parts/heading.js';
import { choicesOf } from '../../parts/choices-of.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { caseWords } from './case-words.js';
import { ConsentFields, type Consent } from './consent-fields.js';
import { FindPerson } from './find-person.js';
import type { DocumentKind } from './operations.generated.js';
import type { PurposeMenu } from './purpose-menu.js';
import { RequesterFields, type Requester } from './requester-fields.js';
import { useOpenCase, type CaseOpening } from './use-open-case.js';

export interface NewCaseProps {
  readonly menu: PurposeMenu;
  readonly onOpened: (caseNumber: string) => void;
}

/** Somebody asked: who, about whom, at which window, and what they showed. */
export function NewCase({ menu, onOpened }: NewCaseProps) {
  const words = useWords(caseWords);
  const under = { purpose: menu.purpose, caseNumber: null };
  const [person, setPerson] = useState<string | null>(null);
  const [requester, setRequester] = useState<Requester | null>(null);
  const [documents, setDocuments] = useState<readonly DocumentKind[]>([]);
  const [documentNumber, setDocumentNumber] = useState('');
  const [consent, setConsent] = useState<Consent | null>(null);
  const [error, setError] = useState<string | null>(null);
  const opening = useOpenCase(under);
  // What was said of other entries says nothing of these.
  const of = JSON.stringify({ person, requester, documents, documentNumber, consent });
  const [pressed, setPressed] = useState('');
  const open = async () => {
    setPressed(of);
    if (person === null) return setError(words.oneNeeded);
    if (requester === null) return setError(words.requesterNeeded);
    if (consent === 'INCOMPLETE') return setError(words.consentNeeded);
    setError(null);
    const number = await opening.open({
      ...{ atenaNumbers: [person], purposes: [menu.purpose], ...requester, documents, consent },
      documentNumber: documentNumber.trim() || null,
    });
    if (number !== null) onOpened(number);
  };
  return (
    <section className="mt-6 border-t border-solid-gray-420">
      <Heading>{words.title}</Heading>
      <FindPerson purpose={menu.purpose} chosen={person} onChosen={setPerson} />
      <RequesterFields under={under} onChange={setRequester} />
      <SomeOf
        legend={words.documents}
        required={requester?.requester !== 'OFFICE' || requester.officeKind === 'ADMINISTRATIVE_ORGAN'}
        choices={choicesOf(words.kinds)}
        values={documents}
        onChange={setDocuments}
      />
      <Field label={words.documentNumber} help={words.documentHelp} required={false}>
        {(control) => (
          <Input
            {...control}
            value={documentNumber}
            onChange={({ target }) => setDocumentNumber(target.value)}
          />
        )}
      </Field>
      <ConsentFields onChange={setConsent} />
      {pressed === of && <OpeningFaults opening={opening} incomplete={error} />}
      <Button
        size="lg"
        variant="solid-fill"
        className="mt-4"
        aria-disabled={opening.pending}
        onClick={() => void open()}
      >
        {words.open}
      </Button>
    </section>
  );
}

function OpeningFaults({
  opening: { fault, errors },
  incomplete,
}: {
  readonly opening: CaseOpening;
  readonly incomplete: string | null;
}) {
  const both = useBoth();
  return (
    <>
      {incomplete === null && fault !== null && <FaultBox fault={fault} />}
      <div role="alert">
        {incomplete !== null && <ErrorText>{incomplete}</ErrorText>}
        {incomplete === null && errors.map((one) => <ErrorText key={one.en}>{both(one)}</ErrorText>)}
      </div>
    </>
  );
}
