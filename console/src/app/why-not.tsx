import { useAsk } from '../graph/use-ask.js';
import { Answered } from '../parts/answered.js';
import { useSession, type Work } from '../session/session.js';
import { useWords } from '../words/catalogue.js';
import { useBoth } from '../words/language.js';
import { WhyClosedDocument } from './operations.generated.js';
import { appWords } from './words.js';

export interface WhyNotProps {
  /** What would be pressed here. */
  readonly what: string;
  readonly fieldClass: string;
  readonly verb: string;
  /** Of another purpose than the one that is chosen. */
  readonly purpose?: Work['purpose'];
}

/** In the place of a button that is not offered: why, in the gateway's words, and what would open it. */
export function WhyNot(props: WhyNotProps) {
  const chosen = useSession((state) => state.work?.purpose ?? null);
  const purpose = props.purpose ?? chosen;
  return purpose === null ? null : <Because {...props} purpose={purpose} />;
}

function Because({ what, fieldClass, verb, purpose }: WhyNotProps & Required<Pick<WhyNotProps, 'purpose'>>) {
  const words = useWords(appWords);
  const both = useBoth();
  const asked = useAsk(WhyClosedDocument, { purpose });
  return (
    <Answered asked={asked}>
      {({ viewer }) => {
        const one = viewer.permissions?.find((row) => row.class === fieldClass && row.verb === verb);
        if (one === undefined || one.allowed) return null;
        return (
          <p className="mb-4 border-l-4 border-solid-gray-420 pl-3">
            {words.notOffered(what)} {both({ ja: one.textJa, en: one.textEn })}{' '}
            {one.needs.map((need) => words.wouldOpen[need]).join(' ')}
          </p>
        );
      }}
    </Answered>
  );
}
