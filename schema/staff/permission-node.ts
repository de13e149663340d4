import { CLASS_NAMES } from '../../src/policy/class-names.js';
import { VERB_NAMES } from '../../src/policy/names.js';
import type { OwnPermission } from '../../src/policy/own-permissions.js';

/** A permission as the graph words it, one's own or another account's. */
export function permissionNode({ classification, verb, text, ...rest }: OwnPermission): object {
  return {
    ...rest,
    ...{
      class: classification,
      classJa: CLASS_NAMES[classification].ja,
      classEn: CLASS_NAMES[classification].en,
    },
    ...{ verb, verbJa: VERB_NAMES[verb].ja, verbEn: VERB_NAMES[verb].en },
    ...{ textJa: text.ja, textEn: text.en },
  };
}
