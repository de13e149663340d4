import { useState } from 'react';
import { useOpens } from '../../app/opens.js';
import { WhyNot } from '../../app/why-not.js';
import { Button } from '../../dads/button.js';
import { useAsk } from '../../graph/use-ask.js';
import { AtenaField } from '../../parts/atena-field.js';
import { atenaFaultOf } from '../../parts/atena-number.js';
import { Answered } from '../../parts/answered.js';
import { NameAndBirth } from '../../parts/name-and-birth.js';
import { Value } from '../../parts/value.js';
import { useSession } from '../../session/session.js';
import { useWords } from '../../words/catalogue.js';
import { PersonActedOnDocument } from './operations.generated.js';
import { linkageWords } from './words.js';

export interface PersonActedOnProps {
  readonly chosen: string | null;
  /** What the gateway has against the person. */
  readonly error?: string | null;
  readonly onChosen: (atenaNumber: string | null) => void;
}

/**
 * Whom an act is about: looked up on a key by a number, and shown by name and birth as long as the act may be sent. A number
 * that is typed anew is nobody's until it is looked up.
 */
export function PersonActedOn({ chosen, error, onChosen }: PersonActedOnProps) {
  const words = useWords(linkageWords);
  const opened = useSession((state) => state.person);
  const [typed, setTyped] = useState(opened ?? '');
  const [tried, setTried] = useState(false);
  const fault = atenaFaultOf(typed);
  return (
    <>
      <form
        data-passing
        autoComplete="off"
        className="flex flex-wrap items-end gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          onChosen(fault === null ? typed.trim() : null);
        }}
      >
        <AtenaField
          label={words.person}
          help={words.personHelp}
          value={typed}
          fault={tried ? fault : null}
          error={error}
          onChange={(text) => {
            setTyped(text);
            setTried(false);
            onChosen(null);
          }}
        />
        <Button size="md" variant="outline" type="submit" className="mb-5">
          {words.look}
        </Button>
      </form>
      {chosen !== null && <Whose key={chosen} id={chosen} />}
    </>
  );
}

/** Who may not read names is told so: the number is all they have. */
function Whose({ id }: { readonly id: string }) {
  const words = useWords(linkageWords);
  const mayRead = useOpens()?.allows('BASIC', 'READ') === true;
  const asked = useAsk(PersonActedOnDocument, { id }, { pause: !mayRead });
  if (!mayRead) return <WhyNot fieldClass="BASIC" verb="READ" what={words.name} />;
  return (
    <Answered asked={asked}>
      {({ resident }) => (
        <section aria-label={words.name} className="my-3 rounded-8 border-2 border-key-900 px-4 py-3">
          {resident === null && asked.withheld.length === 0 ? (
            words.nobody
          ) : (
            <>
              <Value told={asked} at={['resident']}>
                {resident && <NameAndBirth {...{ resident, told: asked }} at={['resident']} />}
              </Value>
              <span className="block">{id}</span>
            </>
          )}
        </section>
      )}
    </Answered>
  );
}
