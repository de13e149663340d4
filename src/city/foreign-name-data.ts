/**
 * Names of foreign residents by nationality (ISO 3166 alpha-3): `roman:kana`, with kanji in front where it is
 * used.
 */
export interface ForeignWord {
  readonly kanji: string | null;
  readonly roman: string;
  readonly kana: string;
}

export interface NameCulture {
  readonly family: readonly ForeignWord[];
  readonly given: readonly ForeignWord[];
  /** Given names come first and a middle name is common. */
  readonly western: boolean;
}

function words(text: string): readonly ForeignWord[] {
  return text
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const parts = entry.split(':');
      const [kana = '', roman = '', kanji = null] = [parts.at(-1), parts.at(-2), parts.at(-3)];
      return { kanji, roman, kana };
    });
}

const CHINESE: NameCulture = {
  western: false,
  family: words(
    '王:WANG:ワン 李:LI:リー 張:ZHANG:チョウ 劉:LIU:リュウ 陳:CHEN:チン 楊:YANG:ヨウ 黄:HUANG:コウ 趙:ZHAO:チョウ 周:ZHOU:シュウ 呉:WU:ゴ',
  ),
  given: words(
    '偉:WEI:ウェイ 芳:FANG:ファン 敏:MIN:ミン 静:JING:ジン 磊:LEI:レイ 洋:YANG:ヤン 雪梅:XUEMEI:シュエメイ 建国:JIANGUO:ジェングオ 思源:SIYUAN:スーユエン',
  ),
};
const KOREAN: NameCulture = {
  western: false,
  family: words('金:KIM:キム 李:LEE:イ 朴:PARK:パク 崔:CHOI:チェ 鄭:JEONG:チョン 姜:KANG:カン 尹:YOON:ユン'),
  given: words(
    '民秀:MINSU:ミンス 智恵:JIHYE:チヘ 秀珍:SUJIN:スジン 正浩:JUNGHO:ジョンホ 英姫:YOUNGHEE:ヨンヒ 賢宇:HYUNWOO:ヒョヌ',
  ),
};
const VIETNAMESE: NameCulture = {
  western: false,
  family: words('NGUYEN:グエン TRAN:チャン LE:レ PHAM:ファム HOANG:ホアン VU:ヴー'),
  given: words(
    'VAN_ANH:ヴァンアン MINH_DUC:ミンドゥック THI_HUONG:ティフオン QUANG_HUY:クアンフイ THU_TRANG:トゥチャン',
  ),
};
const FILIPINO: NameCulture = {
  western: true,
  family: words(
    'SANTOS:サントス REYES:レイエス CRUZ:クルス BAUTISTA:バウティスタ DELA_CRUZ:デラクルス VILLANUEVA:ビリャヌエバ',
  ),
  given: words(
    'MARIA:マリア JOSE:ホセ ANGELICA:アンジェリカ CHRISTOPHER:クリストファー JOYCE:ジョイス MARK_ANTHONY:マークアンソニー',
  ),
};
const SOUTH_ASIAN: NameCulture = {
  western: true,
  family: words(
    'SHRESTHA:シュレスタ GURUNG:グルン TAMANG:タマン THAPA:タパ SHARMA:シャルマ KHATRI:カトリ FERNANDO:フェルナンド',
  ),
  given: words(
    'RAM:ラム SITA:シタ BISHNU:ビシュヌ ANITA:アニタ RAJESH:ラジェシュ SUNITA:スニタ KIRAN:キラン',
  ),
};
const WESTERN: NameCulture = {
  western: true,
  family: words(
    'SMITH:スミス JOHNSON:ジョンソン WILLIAMS:ウィリアムズ TAYLOR:テイラー MARTIN:マルタン MUELLER:ミュラー SILVA:シルバ VANDENBERGHE:ファンデンベルヘ FEATHERSTONEHAUGH:フェザーストンホー',
  ),
  given: words(
    'JAMES:ジェームズ MARY:メアリー JOHN:ジョン EMMA:エマ PAULO:パウロ CLAIRE:クレール ALEXANDRA:アレクサンドラ MAXIMILIAN:マクシミリアン WILHELMINA:ウィルヘルミナ',
  ),
};

/** Nationality mix of the city (percent) and the names each gets. */
export const NATIONALITIES: readonly (readonly [string, number, NameCulture])[] = [
  ['CHN', 35, CHINESE],
  ['KOR', 14, KOREAN],
  ['VNM', 8, VIETNAMESE],
  ['PHL', 6, FILIPINO],
  ['NPL', 6, SOUTH_ASIAN],
  ['TWN', 6, CHINESE],
  ['USA', 5, WESTERN],
  ['IND', 3, SOUTH_ASIAN],
  ['GBR', 2, WESTERN],
  ['FRA', 2, WESTERN],
  ['BRA', 2, WESTERN],
  ['LKA', 2, SOUTH_ASIAN],
  ['DEU', 2, WESTERN],
  ['CAN', 2, WESTERN],
  ['AUS', 2, WESTERN],
  ['IDN', 1.5, SOUTH_ASIAN],
  ['THA', 1.5, SOUTH_ASIAN],
];
