import { useRef, useState } from 'react';
import { Button } from '../../dads/button.js';
import { Input } from '../../dads/input.js';
import { SomeOf } from '../../parts/choices.js';
import { Field } from '../../parts/field.js';
import { Heading } from '../../parts/heading.js';
import { useRefused } from '../../parts/refused.js';
import { choicesOf } from '../../parts/choices-of.js';
import { useWords } from '../../words/catalogue.js';
import { caseWords } from './case-words.js';
import { ConsentFields, type Consent } from './consent-fields.js';
import { FindPerson } from './find-person.js';
import type { DocumentKind } from './operations.generated.js';
import type { PurposeMenu } from './purpose-menu.js';
import { RequesterFields, type Requester } from './requester-fields.js';
import { useOpenCase, type Opening } from './use-open-case.js';

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
  const { pending, against, act } = useOpenCase();
  const [tried, setTried] = useState(false);
  const section = useRef<HTMLElement>(null);
  const input: Opening | null =
    person === null || requester === null || consent === 'INCOMPLETE'
      ? null
      : {
          ...{ atenaNumbers: [person], purposes: [menu.purpose], ...requester, documents, consent },
          documentNumber: documentNumber.trim() || null,
        };
  const { at, rest, showFirst } = useRefused(against(input));
  const open = async () => {
    setTried(true);
    const data = input === null || pending ? null : await act(input, under);
    const number = data?.openCase?.case?.number ?? null;
    if (number === null) showFirst(section.current);
    else onOpened(number);
  };
  return (
    <section ref={section} className="mt-6 border-t border-solid-gray-420">
      <Heading>{words.title}</Heading>
      <FindPerson
        {...{ purpose: menu.purpose, chosen: person, onChosen: setPerson }}
        error={tried && person === null ? words.oneNeeded : at('atenaNumbers')}
      />
      <RequesterFields {...{ under, tried, at, onChange: setRequester }} />
      <Documents
        {...{ documents, documentNumber, at }}
        needed={requester?.requester !== 'OFFICE' || requester.officeKind === 'ADMINISTRATIVE_ORGAN'}
        onDocuments={setDocuments}
        onNumber={setDocumentNumber}
      />
      <ConsentFields
        {...{ at, onChange: setConsent }}
        missing={tried && consent === 'INCOMPLETE' ? words.consentNeeded : null}
      />
      {rest()}
      <Button
        size="lg"
        variant="solid-fill"
        className="mt-4"
        aria-disabled={pending}
        onClick={() => void open()}
      >
        {words.open}
      </Button>
    </section>
  );
}

interface DocumentsProps {
  readonly documents: readonly DocumentKind[];
  readonly documentNumber: string;
  readonly needed: boolean;
  readonly at: (field: string) => string | null;
  readonly onDocuments: (documents: readonly DocumentKind[]) => void;
  readonly onNumber: (documentNumber: string) => void;
}

/** What was shown, by its kind, and under which number the city has the request. */
function Documents({ documents, documentNumber, needed, at, onDocuments, onNumber }: DocumentsProps) {
  const words = useWords(caseWords);
  return (
    <>
      <SomeOf
        legend={words.documents}
        error={at('documents')}
        required={needed}
        choices={choicesOf(words.kinds)}
        values={documents}
        onChange={onDocuments}
      />
      <Field
        label={words.documentNumber}
        help={words.documentHelp}
        error={at('documentNumber')}
        required={false}
      >
        {(control) => (
          <Input {...control} value={documentNumber} onChange={({ target }) => onNumber(target.value)} />
        )}
      </Field>
    </>
  );
}
