import { useEffect, useEffectEvent, useState } from 'react';
import { Link } from 'wouter';
import { useOffered, useOpens } from '../../app/opens.js';
import { Button } from '../../dads/button.js';
import { Input } from '../../dads/input.js';
import { askOnce, type Acted } from '../../graph/use-ask.js';
import { useOnKey } from '../../graph/use-on-key.js';
import { choicesOf } from '../../parts/choices-of.js';
import { SomeOf } from '../../parts/choices.js';
import { DateField } from '../../parts/date-field.js';
import { isNothing } from '../../parts/era.js';
import { FaultBox } from '../../parts/fault-box.js';
import { Field } from '../../parts/field.js';
import { Loading } from '../../parts/loading.js';
import { useWayBack } from '../../parts/use-way-back.js';
import { useKept } from '../../session/way-back.js';
import { useSession } from '../../session/session.js';
import { useWords } from '../../words/catalogue.js';
import { commonWords } from '../../words/common-words.js';
import { useBoth } from '../../words/language.js';
import { Found, type FoundResidents } from './found.js';
import {
  FindResidentsDocument,
  FindResidentsWithAddressDocument,
  type ResidentFilter,
  type ResidentStatus,
} from './operations.generated.js';
import { findWords } from './words.js';

/** What is typed stays in this form; it goes to the gateway in a variable and nowhere else. */
export default function FindPage() {
  const words = useWords(findWords);
  const common = useWords(commonWords);
  const opens = useOpens();
  const byAddress = opens?.allows('CONTACT', 'FILTER') === true;
  const seesAddress = opens?.allows('CONTACT', 'READ') === true;
  const { where, fields, error, check } = useConditions(byAddress);
  const [sought, setSought] = useKept<ResidentFilter | null>('sought', null);
  useWayBack();
  const { answer, pending, run } = useOnKey<Acted<FoundResidents>>();
  const ask = (of: ResidentFilter | null) => {
    const document = seesAddress ? FindResidentsWithAddressDocument : FindResidentsDocument;
    return run(of === null ? null : () => askOnce(document, { where: of }));
  };
  const find = () => {
    const of = check() ? where : null;
    setSought(of);
    return ask(of);
  };
  // Whoever comes back sees what was found asked for anew: nothing of it was kept.
  const askAnew = useEffectEvent(() => void (sought !== null && ask(sought)));
  useEffect(() => askAnew(), []);
  return (
    <>
      <ByNumberHint />
      <form
        data-passing
        autoComplete="off"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          void find();
        }}
      >
        {fields}
        {error !== null && (
          <p role="alert" className="text-error-1">
            {error}
          </p>
        )}
        <Button size="lg" variant="solid-fill" type="submit">
          {words.find}
        </Button>
      </form>
      <div aria-live="polite" className="mt-6">
        {pending && <Loading from={common.system.RESIDENT_REGISTRY} />}
        {answer?.faults[0] !== undefined && <FaultBox fault={answer.faults[0]} again={() => void find()} />}
        {answer?.data != null && answer.faults.length === 0 && <Found found={answer.data} told={answer} />}
      </div>
    </>
  );
}

/** Nobody is found here by the number of a card: where that is done. */
function ByNumberHint() {
  const words = useWords(findWords);
  const both = useBoth();
  const screen = useOffered().find(({ path }) => path === '/number');
  const caseNumber = useSession((state) => state.work?.caseNumber ?? null);
  return (
    <p className="mb-4">
      {screen === undefined ? (
        words.numberAtCase
      ) : (
        <>
          {words.numberElsewhere}{' '}
          <Link href={screen.path} className="text-blue-1000 underline">
            {both(screen.title)}
          </Link>
        </>
      )}
      {caseNumber !== null && <span className="block">{words.onlyOfCase}</span>}
    </p>
  );
}

const NO_DAY = { iso: null, typed: false };

function useConditions(byAddress: boolean) {
  const words = useWords(findWords);
  const common = useWords(commonWords);
  const [texts, setTexts] = useKept('texts', { kanaPrefix: '', name: '', address: '' });
  const [birth, setBirth] = useKept<{ iso: string | null; typed: boolean }>('birth', NO_DAY);
  const [status, setStatus] = useKept<readonly ResidentStatus[]>('status', []);
  const [error, setError] = useState<string | null>(null);
  // What is not asked for is not named: to name a field is to search by it, and it may be closed.
  const given = Object.entries(texts).filter(([, text]) => text.trim() !== '');
  const conditions: ResidentFilter = {
    ...Object.fromEntries(given.map(([name, text]) => [name, text.trim()])),
    ...(birth.iso !== null && { birthDate: birth.iso }),
  };
  const where = { ...conditions, ...(status.length > 0 && { status: [...status] }) };
  const check = () => {
    const isEmpty = Object.keys(conditions).length === 0;
    const wrong =
      birth.typed && birth.iso === null ? words.birthWrong : isEmpty ? words.conditionNeeded : null;
    setError(wrong);
    return wrong === null;
  };
  const text = (name: keyof typeof texts, label: string) => (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          blockSize="md"
          value={texts[name]}
          onChange={({ target }) => setTexts({ ...texts, [name]: target.value })}
        />
      )}
    </Field>
  );
  const fields = (
    <div className="grid grid-cols-1 gap-x-8 desktop:grid-cols-2">
      {text('kanaPrefix', words.kana)}
      {text('name', words.name)}
      <DateField
        legend={words.birth}
        initial={birth.iso}
        onChange={(iso, typed) => setBirth({ iso, typed: !isNothing(typed) })}
      />
      {byAddress && text('address', words.address)}
      <SomeOf
        legend={words.status}
        help={words.statusHelp}
        choices={choicesOf(common.status)}
        values={status}
        onChange={setStatus}
      />
    </div>
  );
  return { where, fields, error, check };
}
