import { useState } from 'react';
import { TextField } from '../../parts/text-field.js';
import { useWords } from '../../words/catalogue.js';
import type { Account } from './account-page.js';
import { AssignDepartmentDocument } from './operations.generated.js';
import { JudgedForm } from '../../parts/judged-form.js';
import { SecondmentFields, secondmentOf, type TypedSecondment } from './secondment.js';
import { formWords } from './form-words.js';

export interface AssignDepartmentProps {
  readonly account: Account;
  readonly onChanged: () => void;
}

/** A transfer, or a secondment: in force from the next request on. */
export function AssignDepartment({ account: { id, department: before }, onChanged }: AssignDepartmentProps) {
  const words = useWords(formWords);
  const [department, setDepartment] = useState(before ?? '');
  const [typed, setTyped] = useState<TypedSecondment>('none');
  const isWhole = department.trim() !== '' && typed !== 'part';
  return (
    <JudgedForm
      name={words.assignNow}
      document={AssignDepartmentDocument}
      input={isWhole ? { input: { account: id, department, secondment: secondmentOf(typed) } } : null}
      errorsOf={(data) => data.assignDepartment.userErrors}
      onDone={onChanged}
    >
      {(errorAt) => (
        <>
          <TextField
            label={words.department}
            help={words.departmentHelp}
            required
            error={errorAt('department', department.trim() === '' ? words.typeThis : null)}
            value={department}
            onChange={setDepartment}
          />
          <SecondmentFields isPart={typed === 'part'} onChange={setTyped} errorAt={errorAt} />
        </>
      )}
    </JudgedForm>
  );
}
