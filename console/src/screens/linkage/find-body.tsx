import { useState } from 'react';
import { Button } from '../../dads/button.js';
import { Input } from '../../dads/input.js';
import type { Fault } from '../../graph/answer.js';
import { askOnce } from '../../graph/use-ask.js';
import { OneOf } from '../../parts/choices.js';
import { FaultBox } from '../../parts/fault-box.js';
import { Field } from '../../parts/field.js';
import { useWords } from '../../words/catalogue.js';
import { BodiesNamedDocument, type LinkageBodyKind } from './operations.generated.js';
import { linkageWords } from './words.js';

export interface Body {
  readonly code: string;
  readonly name: string;
}

export interface FindBodyProps {
  /** Of the kinds that the row allows. */
  readonly kinds: readonly LinkageBodyKind[];
  readonly chosen: Body | null;
  readonly onChosen: (body: Body) => void;
}

/** Which body is asked, found by a part of its name or its code. */
export function FindBody({ kinds, chosen, onChosen }: FindBodyProps) {
  const words = useWords(linkageWords);
  const [sought, setSought] = useState('');
  const [found, setFound] = useState<readonly Body[] | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const find = async () => {
    const { data, faults } = await askOnce(BodiesNamedDocument, { nameOrCode: sought.trim() });
    setFault(faults[0] ?? null);
    const bodies = data?.linkageBodies ?? [];
    setFound(
      bodies.flatMap(({ code, name, kind }) =>
        code !== null && kind !== null && kinds.includes(kind) ? [{ code, name: name ?? code }] : [],
      ),
    );
  };
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
        {fault !== null && <FaultBox fault={fault} />}
        {found?.length === 0 && <p>{words.noBody}</p>}
        {found !== null && found.length > 0 && (
          <OneOf
            legend={words.foundBodies}
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
