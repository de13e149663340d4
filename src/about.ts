/** 全国地方公共団体コード of 小金井市, the city this gateway serves (R003). */
export const MUNICIPALITY = '132101';

/** What it is called. */
export const CITY_NAME = { ja: '小金井市', en: 'Koganei City' } as const;

/** Version of the gateway, for the log's START record. A test compares it with package.json. */
export const VERSION = '0.1.0';

/** 機関コード of the city on the Information Provision Network System. */
export const INSTITUTION = '0220113210101700';

/** The municipality beside it in the synthetic city. */
export const NEIGHBOUR = '132144';

/** As whom the log names the gateway where nobody asked. No account is called so, in whatever case. */
export const OWN_ACCOUNT = 'SEKISHO';
