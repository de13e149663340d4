import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { Input } from '../../dads/input.js';
import { askOnce, type Acted } from '../../graph/use-ask.js';
import { useOnKey } from '../../graph/use-on-key.js';
import { OneOf } from '../../parts/choices.js';
import { FaultBox } from '../../parts/fault-box.js';
import { Field } from '../../parts/field.js';
import { Loading } from '../../parts/loading.js';
import { useWords } from '../../words/catalogue.js';
import { BodiesNamedDocument, type BodiesNamedQuery, type LinkageBodyKind } from './operations.generated.js';
import { linkageWords } from './words.js';

export interface Body {
  readonly code: string;
  readonly name: string;
}

export interface FindBodyProps {
  /** Of the kinds that the row allows. */
  readonly kinds: readonly LinkageBodyKind[];
  readonly chosen: Body | null;
  readonly error: string | null;
  readonly onChosen: (body: Body | null) => void;
}

/** Which body is asked, found by a part of its name or its code. */
export function FindBody({ kinds, chosen, error, onChosen }: FindBodyProps) {
  const words = useWords(linkageWords);
  const [sought, setSought] = useState('');
  const { answer, pending, run } = useOnKey<Acted<BodiesNamedQuery>>(() => onChosen(null));
  const find = () => run(() => askOnce(BodiesNamedDocument, { nameOrCode: sought.trim() }));
  const [fault = null] = answer?.faults ?? [];
  // What failed is not the same as nobody of that name.
  const bodies = fault === null ? (answer?.data?.linkageBodies ?? null) : null;
  const found =
    bodies?.flatMap(({ code, name, kind }): readonly Body[] =>
      code !== null && kind !== null && kinds.includes(kind) ? [{ code, name: name ?? code }] : [],
    ) ?? null;
  return (
    <>
      <div className="flex flex-wrap items-end gap-4">
        <Field label={words.stepBody} help={words.bodyHelp}>
          {(control) => (
            <Input
              {...{ ...control, blockSize: 'md', value: sought }}
              onChange={({ target }) => setSought(target.value)}
            />
          )}
        </Field>
        <Button size="md" variant="outline" type="button" className="mb-5" onClick={() => void find()}>
          {words.findBody}
        </Button>
      </div>
      <div aria-live="polite">
        {pending && <Loading />}
        {fault !== null && <FaultBox fault={fault} again={() => void find()} />}
        {found?.length === 0 && <p>{words.noBody}</p>}
        {found !== null && found.length > 0 && (
          <OneOf
            {...{ legend: words.foundBodies, error }}
            value={chosen?.code ?? null}
            onChange={(code) => {
              const body = found.find((one) => one.code === code);
              if (body !== undefined) onChosen(body);
            }}
            choices={found.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
          />
        )}
      </div>
    </>
  );
}
