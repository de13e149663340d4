import { useState } from 'react';
import { opensOf } from '../../app/opens.js';
import { PersonsOfCase } from '../../case/persons-of-case.js';
import { Button } from '../../dads/button.js';
import { Input } from '../../dads/input.js';
import { askOnce, useAsk } from '../../graph/use-ask.js';
import type { Fault } from '../../graph/answer.js';
import { Answered } from '../../parts/answered.js';
import { OneOf } from '../../parts/choices.js';
import { FaultBox } from '../../parts/fault-box.js';
import { Field } from '../../parts/field.js';
import { Listed } from '../../parts/listed.js';
import { StepHeading } from '../../parts/heading.js';
import { WhatOpensDocument } from '../../session/operations.generated.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { CaseOfNumberDocument, MyOpenCasesDocument, type MyOpenCasesQuery } from './operations.generated.js';
import { NewCase } from './new-case.js';
import type { PurposeMenu } from './purpose-menu.js';
import { purposeWords } from './words.js';

type MyCase = MyOpenCasesQuery['myCases']['nodes'][number];

const BY_NUMBER = '#';
const NEW = '+';
const MOST_NAMED = 3;

export interface CaseStepProps {
  readonly menu: PurposeMenu;
  readonly onBack: () => void;
  readonly onChosen: (caseNumber: string) => void;
}

/** Which request of somebody is worked on: one of one's own cases, one by its number, or a new one. */
export function CaseStep({ menu, onBack, onChosen }: CaseStepProps) {
  const words = useWords(purposeWords);
  const both = useBoth();
  const [choice, setChoice] = useState<string | null>(null);
  const standing = choice === BY_NUMBER || choice === NEW ? null : choice;
  const under = { purpose: menu.purpose, caseNumber: null };
  const asked = useAsk(MyOpenCasesDocument, {}, { under });
  return (
    <>
      <StepHeading>{words.caseTitle(both({ ja: menu.nameJa, en: menu.nameEn }))}</StepHeading>
      <p>{words.caseIntro}</p>
      <Answered asked={asked}>{() => null}</Answered>
      {!asked.pending && (
        <OneOf
          legend={words.chosenCase}
          value={choice}
          onChange={setChoice}
          choices={[
            ...(asked.data?.myCases.nodes ?? [])
              .filter(({ purposes }) => purposes?.includes(menu.purpose) === true)
              .map((one) => ({ value: one.number ?? '', label: <CaseLine one={one} /> })),
            { value: BY_NUMBER, label: words.byNumber },
            ...(asked.data === null ? [] : [{ value: NEW, label: words.newCase }]),
          ]}
        />
      )}
      {choice === BY_NUMBER && <ByNumber menu={menu} onChosen={onChosen} />}
      {choice === NEW && <NewCase menu={menu} onOpened={onChosen} />}
      {standing !== null && <WhoseCase key={standing} menu={menu} number={standing} />}
      <div className="mt-6 flex flex-wrap gap-4">
        {standing !== null && (
          <Button size="lg" variant="solid-fill" onClick={() => onChosen(standing)}>
            {words.useCase}
          </Button>
        )}
        <Button size="lg" variant="outline" onClick={onBack}>
          {words.backToPurposes}
        </Button>
      </div>
    </>
  );
}

/** Whom the chosen case is about, before anything is done under it. */
function WhoseCase({ menu: { purpose }, number }: Pick<CaseStepProps, 'menu'> & { readonly number: string }) {
  const words = useWords(purposeWords);
  const under = { purpose, caseNumber: number };
  const asked = useAsk(WhatOpensDocument, { purpose }, { under });
  return (
    <Answered asked={asked}>
      {({ viewer }) => (
        <div className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-700">{words.about}</span>
          <Listed told={asked} at={['viewer', 'permissions']} items={viewer.permissions} nothing={null}>
            {(rows) => <PersonsOfCase {...{ number, under, opens: opensOf(purpose, rows) }} />}
          </Listed>
        </div>
      )}
    </Answered>
  );
}

/** The numbers of the first: a name is an access under the case, made of the one that is chosen. */
const numbersOf = ({ persons }: MyCase): string =>
  (persons ?? [])
    .slice(0, MOST_NAMED)
    .flatMap(({ atenaNumber }) => atenaNumber ?? [])
    .join(' ');

function CaseLine({ one }: { readonly one: MyCase }) {
  const words = useWords(purposeWords);
  const both = useBoth();
  const window = both({ ja: one.window?.nameJa ?? '', en: one.window?.nameEn ?? '' });
  return (
    <>
      {words.ofMine(one.number ?? '', one.askedOn ?? '', one.openUntil ?? '')}
      <span className="block text-dns-14N-130 text-solid-gray-700">
        {[
          one.documentNumber,
          window,
          one.requester === null ? null : words.requester[one.requester],
          words.persons(one.persons?.length ?? 0),
          numbersOf(one),
        ]
          .filter(Boolean)
          .join(' ・ ')}
      </span>
    </>
  );
}

/** A case of a colleague, or one that is known by the city's own number. */
function ByNumber({ menu, onChosen }: Omit<CaseStepProps, 'onBack'>) {
  const words = useWords(purposeWords);
  const [number, setNumber] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const check = async () => {
    setError(null);
    if (number.trim() === '') return setError(words.typeNumber);
    const under = { purpose: menu.purpose, caseNumber: null };
    const { data, faults } = await askOnce(CaseOfNumberDocument, { number }, { under });
    const [first = null] = faults;
    // Who may not read cases may yet work under one: the gateway judges it with the first request.
    if (first?.code === 'FORBIDDEN') return onChosen(number.trim());
    setFault(first);
    if (first !== null) return;
    const found = data?.case ?? null;
    if (found === null || found.number === null) return setError(words.notFound);
    if (found.purposes?.includes(menu.purpose) !== true) return setError(words.otherPurpose);
    if (found.state !== 'OPEN') return setError(words.notOpen);
    onChosen(found.number);
  };
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      {fault !== null && <FaultBox fault={fault} />}
      <Field label={words.number} help={words.numberHelp} error={error} required>
        {(control) => (
          <Input
            {...control}
            value={number}
            onChange={({ target }) => {
              setError(null);
              setFault(null);
              setNumber(target.value);
            }}
          />
        )}
      </Field>
      <Button size="lg" variant="solid-fill" type="submit">
        {words.useCase}
      </Button>
    </form>
  );
}
