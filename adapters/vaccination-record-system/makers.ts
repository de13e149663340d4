/** Makers of the vaccines against COVID-19. */
export const MAKERS = ['PFIZER', 'MODERNA', 'ASTRAZENECA', 'NOVAVAX', 'DAIICHI_SANKYO'] as const;
export type Maker = (typeof MAKERS)[number];

/** Words by which a writing is known; the first that fits, so that what is part of another comes later. */
const WORDS: readonly (readonly [word: RegExp, makers: readonly Maker[]])[] = [
  [/ノババックス|ヌバキソビッド|NOVAVAX/, ['NOVAVAX']],
  [/モデルナ|スパイクバックス|MODERNA/, ['MODERNA']],
  [/ファイザー|コミナティ|PFIZER|BIONTECH/, ['PFIZER']],
  [/アストラゼネカ|バキスゼブリア|ASTRA/, ['ASTRAZENECA']],
  [/第一三共|ダイチロナ/, ['DAIICHI_SANKYO']],
  // A preset of VRS that names the distributor alone: it sold two of them.
  [/武田/, ['MODERNA', 'NOVAVAX']],
];

/** Whose vaccine a writing may mean: presets of VRS, names of the ledger's codes, trade names. None: nobody can tell. */
export function makersOf(written: string | null): ReadonlySet<Maker> {
  if (written === null) return NONE;
  const text = written.normalize('NFKC').toUpperCase().replace(/\s+/g, '');
  return new Set(WORDS.find(([word]) => word.test(text))?.[1] ?? []);
}

const NONE: ReadonlySet<Maker> = new Set();

/** Whether both can be told and no vaccine is meant by both. */
export function contradict(a: ReadonlySet<Maker>, b: ReadonlySet<Maker>): boolean {
  return a.size > 0 && b.size > 0 && ![...a].some((maker) => b.has(maker));
}

const LOT_FORMS: Readonly<Partial<Record<Maker, RegExp>>> = {
  PFIZER: /^[A-Z]{2}\d{4}$/,
  MODERNA: /^(\d{7}|\d{6}[A-Z]?|\d{3}[A-Z]\d{2}[A-Z]?)$/,
};

/** Whether a lot, as compared, is of the form of one of these makers; null: of these no form is known. */
export function fitsMaker(lot: string, makers: ReadonlySet<Maker>): boolean | null {
  const forms = [...makers].map((maker) => LOT_FORMS[maker]);
  return forms.length === 0 || forms.includes(undefined) ? null : forms.some((form) => form?.test(lot));
}
