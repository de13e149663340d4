import type { CombinedError } from 'urql';
import type { Both } from '../words/language.js';
import { isWithin, reaches, type Alike, type Path, type Place } from './reaches.js';

/** A place of an answer that is closed, and why, as the gateway says it. */
export interface Withheld extends Place {
  readonly path: Path;
  readonly coordinate: string;
  readonly reason: string;
  readonly text: Both;
}

/** A place of an answer at which the source holds something that nobody can read. */
export interface SetAside extends Place {
  readonly path: Path;
  /** Where it stands in the source, as the system desk knows it. */
  readonly column: string;
  readonly text: Both;
}

/** What went wrong, of the whole answer or of a place in it. */
export interface Fault extends Place {
  readonly code: string;
  readonly text: Both;
  /** To be read out to the system desk. */
  readonly request: string | null;
  readonly retryAfter: number | null;
  /** What of the input it is against, by its path; null where it is against none of it alone. */
  readonly place: string | null;
}

/** An answer with what the gateway says beside its data. */
export interface Told {
  readonly withheld: readonly Withheld[];
  readonly setAside: readonly SetAside[];
  readonly faults: readonly Fault[];
  /** How many more there are: an answer tells of a thousand. */
  readonly faultsNotTold: number;
  readonly warnings: readonly Both[];
  /** Number of the record of this access: `Sekisho-Record`. */
  readonly record: string | null;
}

interface InWords {
  readonly message: string;
  readonly messageJa: string;
}

interface Beside {
  readonly record?: string | null;
  readonly retryAfter?: string | null;
  readonly sekisho?: {
    readonly withheld?: readonly (Omit<Withheld, 'text'> & InWords)[];
    readonly setAside?: readonly (Omit<SetAside, 'text'> & InWords)[];
    readonly warnings?: readonly { message?: string; messageJa?: string }[];
    readonly errorsNotTold?: number;
  };
}

const NO_ANSWER: Both = {
  ja: 'ゲートウェイから応答がありません。ネットワークを確かめて、もう一度試してください。',
  en: 'The gateway does not answer. Check the network and try again.',
};

const UNANSWERED: Fault = {
  code: 'NO_ANSWER',
  text: NO_ANSWER,
  request: null,
  path: null,
  retryAfter: null,
  place: null,
};

export function toldOf(error: CombinedError | undefined, extensions: unknown): Told {
  const { record = null, retryAfter = null, sekisho = {} } = (extensions ?? {}) as Beside;
  return {
    record,
    withheld: (sekisho.withheld ?? []).map(({ message, messageJa, ...place }) => ({
      ...place,
      text: { ja: messageJa, en: message },
    })),
    setAside: (sekisho.setAside ?? []).map(({ message, messageJa, ...place }) => ({
      ...place,
      text: { ja: messageJa, en: message },
    })),
    warnings: eachOnce(
      (sekisho.warnings ?? []).map(({ message = '', messageJa = message }) => ({
        ...{ ja: messageJa, en: message },
      })),
    ),
    faults: error === undefined ? [] : faultsOf(error, retryAfter),
    faultsNotTold: sekisho.errorsNotTold ?? 0,
  };
}

/** Of several places the same may be said: once is enough. */
const eachOnce = (texts: readonly Both[]): readonly Both[] => [
  ...new Map(texts.map((text) => [text.ja, text])).values(),
];

function faultsOf(error: CombinedError, retryAfter: string | null): readonly Fault[] {
  if (error.networkError !== undefined) return [UNANSWERED];
  return error.graphQLErrors.map(({ message, extensions, path }) => {
    // What failed before the gateway answered at all carries none of its marks.
    const code = typeof extensions['code'] === 'string' ? extensions['code'] : 'NO_ANSWER';
    if (code === 'NO_ANSWER') return UNANSWERED;
    return {
      code,
      text: { ja: String(extensions['messageJa'] ?? message), en: message },
      request: typeof extensions['request'] === 'string' ? extensions['request'] : null,
      path: path ?? null,
      alike: extensions['alike'] as Alike | undefined,
      retryAfter: retryAfter === null ? null : Number(retryAfter),
      place: typeof extensions['place'] === 'string' ? extensions['place'] : null,
    };
  });
}

/** Why a place is empty: it is closed, what stands there cannot be read, or it was lost. */
export type Empty = Withheld | SetAside | Fault;

/** One word for each kind: they look different, and those of one kind are told once. */
export function kindOf(why: Empty): 'withheld' | 'setAside' | 'unavailable' {
  if ('coordinate' in why) return 'withheld';
  return 'column' in why ? 'setAside' : 'unavailable';
}

/**
 * Why there is nothing at a place, or null where there is a value or simply none. What is told of a place below speaks as
 * well: whoever asks has found nothing there, and what would have stood there is closed or lost.
 */
export function whyEmpty({ withheld, setAside, faults }: Told, path: Path): Empty | null {
  const places: readonly (readonly Empty[])[] = [withheld, setAside, faults];
  for (const told of places) {
    const found = told.find((place) => reaches(place, path) || isWithin(place, path));
    if (found !== undefined) return found;
  }
  return null;
}
