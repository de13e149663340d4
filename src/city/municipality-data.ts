/**
 * Towns of the two municipalities (町丁目 as published; house numbers are invented and lie outside real ranges,
 * 番 >= 90) and other municipalities people come from and go to. Codes carry their real check digits.
 */
export interface Town {
  readonly name: string;
  readonly sections: number;
  /** Share of the population, any scale. */
  readonly weight: number;
}

export interface Municipality {
  /** 全国地方公共団体コード, six digits. */
  readonly code: string;
  readonly name: string;
  readonly prefix: string;
  readonly towns: readonly Town[];
}

/** 地区 code is the town's place in its list, 01-10. */
export const KOGANEI: Municipality = {
  code: '132101',
  name: '小金井市',
  prefix: '東京都小金井市',
  towns: [
    { name: '本町', sections: 6, weight: 19 },
    { name: '前原町', sections: 5, weight: 15 },
    { name: '貫井南町', sections: 5, weight: 12 },
    { name: '貫井北町', sections: 5, weight: 12 },
    { name: '東町', sections: 5, weight: 11 },
    { name: '緑町', sections: 5, weight: 10 },
    { name: '中町', sections: 4, weight: 9 },
    { name: '梶野町', sections: 5, weight: 7 },
    { name: '桜町', sections: 3, weight: 4 },
    { name: '関野町', sections: 2, weight: 1 },
  ],
};

export const KOKUBUNJI: Municipality = {
  code: '132144',
  name: '国分寺市',
  prefix: '東京都国分寺市',
  towns: [
    { name: '本町', sections: 4, weight: 14 },
    { name: '南町', sections: 3, weight: 10 },
    { name: '東元町', sections: 4, weight: 11 },
    { name: '西元町', sections: 4, weight: 8 },
    { name: '泉町', sections: 3, weight: 8 },
    { name: '光町', sections: 3, weight: 12 },
    { name: '内藤', sections: 2, weight: 8 },
    { name: '富士本', sections: 3, weight: 9 },
    { name: '日吉町', sections: 4, weight: 10 },
    { name: '東恋ヶ窪', sections: 6, weight: 10 },
  ],
};

/** Where people come from and go to, with weights; `99999` is abroad. */
export const OTHER_PLACES: readonly (readonly [string, number])[] = [
  ['132047', 12],
  ['132063', 12],
  ['132110', 12],
  ['132144', 10],
  ['132292', 8],
  ['132039', 8],
  ['131121', 9],
  ['131041', 6],
  ['131148', 5],
  ['131130', 4],
  ['132021', 5],
  ['141003', 6],
  ['011002', 2],
  ['231002', 3],
  ['271004', 3],
  ['401307', 2],
  ['99999', 7],
];

/** The Japanese address of somebody who has no resident record here. */
export const OUTSIDE_ADDRESSES = [
  '東京都府中市',
  '東京都三鷹市',
  '東京都西東京市',
  '東京都武蔵野市',
  '神奈川県横浜市',
] as const;

export const BUILDINGS = [
  'コーポみほん',
  'メゾン関所',
  'グランドハイツ武蔵',
  'サンライズ小金',
  'ハイツさくら',
  'レジデンス見本',
  '見本マンション',
  'パークサイド例',
] as const;
/** More than 30 characters, as real ones are. */
export const LONG_BUILDING = 'ザ・グランドレジデンス武蔵小金井ステーションフロントタワー見本イーストウイング';
export const COMPANY_HOUSING = '㈱みほん工業社宅';
export const HALF_WIDTH_BUILDING = 'ﾊｲﾂｻﾝﾌﾟﾙ';
export const CARE_HOMES = [
  '特別養護老人ホームみほん苑',
  '介護老人保健施設れいの里',
  '有料老人ホーム見本の杜',
  'グループホームつくり',
] as const;
export const CHILDRENS_HOME = '児童養護施設みほん学園';
