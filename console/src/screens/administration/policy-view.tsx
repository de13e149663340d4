import { useState } from 'react';
import { Input } from '../../dads/input.js';
import { Select } from '../../dads/select.js';
import { useAsk } from '../../graph/use-ask.js';
import { Answered } from '../../parts/answered.js';
import { Banner } from '../../parts/banner.js';
import { Field } from '../../parts/field.js';
import { useWords } from '../../words/catalogue.js';
import { useBoth } from '../../words/language.js';
import { Matrix } from './matrix.js';
import { StateOfPolicyDocument, type StateOfPolicyQuery } from './operations.generated.js';
import { registerWords } from './register-words.js';

/** The policy that is in force, and what each role may do by it. */
export function PolicyView() {
  const words = useWords(registerWords);
  const both = useBoth();
  const [role, setRole] = useState('clerk');
  const [sought, setSought] = useState('');
  const asked = useAsk(StateOfPolicyDocument, { role });
  return (
    <Answered asked={asked}>
      {({ policy, roles, menus, policyMatrix }) => (
        <>
          <State policy={policy} />
          <div className="flex flex-wrap gap-x-6">
            <Field label={words.roleHead}>
              {(control) => (
                <Select
                  {...{ ...control, blockSize: 'md', value: role }}
                  onChange={({ target }) => setRole(target.value)}
                >
                  {roles.map(({ id, nameJa, nameEn }) => (
                    <option key={id} value={id}>
                      {both({ ja: nameJa, en: nameEn })}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label={words.seek} help={words.seekHelp}>
              {(control) => (
                <Input
                  {...{ ...control, blockSize: 'md', value: sought }}
                  onChange={({ target }) => setSought(target.value)}
                />
              )}
            </Field>
          </div>
          <Matrix
            menus={menus}
            rows={policyMatrix.filter((row) => JSON.stringify(row).includes(sought.trim()))}
          />
        </>
      )}
    </Answered>
  );
}

function State({ policy: { version, rules, faults, shadow } }: Pick<StateOfPolicyQuery, 'policy'>) {
  const words = useWords(registerWords);
  return (
    <>
      {faults.length > 0 ? (
        <Banner kind="error" title={words.policyFaults}>
          {faults.map((fault) => (
            <p key={fault}>{fault}</p>
          ))}
        </Banner>
      ) : (
        <Banner kind="success" title={words.policyGood}>
          <p>{words.policyVersion(version, rules)}</p>
        </Banner>
      )}
      {shadow !== null && (
        <Banner kind="info" title={words.onTrial}>
          <p>{words.trialDiffers(shadow.opens, shadow.closes, shadow.reason)}</p>
        </Banner>
      )}
    </>
  );
}
