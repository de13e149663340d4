import { Tag } from '../../parts/tag.js';
import { useWords } from '../../words/catalogue.js';
import type { AccountStanding } from './operations.generated.js';
import { administrationWords } from './words.js';

/** Whether an account may be used today, and what it lacks where not. */
export function Standing({ standing }: { readonly standing: AccountStanding }) {
  const words = useWords(administrationWords);
  return <Tag tone={standing === 'GOOD' ? 'good' : 'bad'}>{words.standing[standing]}</Tag>;
}
