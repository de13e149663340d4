import { useWords } from '../../../words/catalogue.js';
import { useBoth } from '../../../words/language.js';
import type { FormChoices } from './form-choices.js';
import type { Option } from './controls.js';
import { recordWords } from './words.js';

export interface Listed {
  readonly vaccines: readonly Option[];
  readonly makers: readonly Option[];
  readonly volumes: readonly Option[];
}

/** What there is to choose from in the form of a dose: makers and volumes are those of the vaccine. */
export function useListed(form: FormChoices, vaccine: string): Listed {
  const words = useWords(recordWords);
  const both = useBoth();
  const chosen = form.vaccines.find(({ code }) => code === vaccine);
  return {
    vaccines: form.vaccines.map(({ code, name, nameEn, inUse }) => ({
      value: code,
      text: `${both({ ja: name, en: nameEn })}${inUse ? '' : words.notInUse}`,
    })),
    makers: (chosen?.makers ?? []).map(({ code, name }) => ({ value: code, text: name })),
    volumes: (chosen?.volumesMl ?? []).map((volume) => ({ value: String(volume), text: String(volume) })),
  };
}
