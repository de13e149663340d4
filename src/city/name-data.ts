/**
 * Name lists: common Japanese names with their readings, `kanji:kana`, most frequent surname first.
 * Compatibility kanji, variation selectors and private-use characters are escaped, so that no editor
 * normalises them away.
 */
export interface Reading {
  readonly kanji: string;
  readonly kana: string;
}

function readings(text: string): readonly Reading[] {
  return text
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [kanji = '', kana = ''] = entry.split(':');
      return { kanji, kana };
    });
}

export const SURNAMES = readings(`
佐藤:サトウ 鈴木:スズキ 高橋:タカハシ 田中:タナカ 伊藤:イトウ 渡辺:ワタナベ 山本:ヤマモト 中村:ナカムラ 小林:コバヤシ 加藤:カトウ
吉田:ヨシダ 山田:ヤマダ 佐々木:ササキ 山口:ヤマグチ 松本:マツモト 井上:イノウエ 木村:キムラ 斎藤:サイトウ 林:ハヤシ 清水:シミズ
山崎:ヤマザキ 森:モリ 池田:イケダ 橋本:ハシモト 阿部:アベ 石川:イシカワ 山下:ヤマシタ 中島:ナカジマ 石井:イシイ 小川:オガワ
前田:マエダ 岡田:オカダ 長谷川:ハセガワ 藤田:フジタ 後藤:ゴトウ 近藤:コンドウ 村上:ムラカミ 遠藤:エンドウ 青木:アオキ 坂本:サカモト
斉藤:サイトウ 福田:フクダ 太田:オオタ 西村:ニシムラ 藤井:フジイ 金子:カネコ 岡本:オカモト 藤原:フジワラ 三浦:ミウラ 中野:ナカノ
中川:ナカガワ 原田:ハラダ 松田:マツダ 竹内:タケウチ 小野:オノ 田村:タムラ 中山:ナカヤマ 和田:ワダ 石田:イシダ 森田:モリタ
上田:ウエダ 原:ハラ 柴田:シバタ 酒井:サカイ 工藤:クドウ 横山:ヨコヤマ 宮崎:ミヤザキ 宮本:ミヤモト 内田:ウチダ 高木:タカギ
安藤:アンドウ 谷口:タニグチ 大野:オオノ 丸山:マルヤマ 今井:イマイ 高田:タカダ 藤本:フジモト 武田:タケダ 村田:ムラタ 上野:ウエノ
杉山:スギヤマ 増田:マスダ 平野:ヒラノ 菅原:スガワラ 千葉:チバ 久保:クボ 松井:マツイ 小島:コジマ 岩崎:イワサキ 桜井:サクライ
木下:キノシタ 野口:ノグチ 松尾:マツオ 菊地:キクチ 野村:ノムラ 新井:アライ 渡部:ワタナベ 大塚:オオツカ 佐野:サノ 杉本:スギモト
東:アズマ 東:ヒガシ 東海林:ショウジ 東海林:トウカイリン 一二三:ヒフミ 五十嵐:イガラシ 小鳥遊:タカナシ 服部:ハットリ 神谷:カミヤ 表:オモテ
能登:ノト 曽根:ソネ 河野:コウノ 河野:カワノ 菅:カン 菅:スガ 勅使河原:テシガワラ 南:ミナミ 星:ホシ 関:セキ
`);

/** First and second halves of rarer surnames, so that the tail is long without a long list. */
export const SURNAME_HEADS = readings(`
大:オオ 小:コ 中:ナカ 上:カミ 下:シモ 北:キタ 西:ニシ 内:ウチ 外:ソト 高:タカ 平:ヒラ 広:ヒロ 長:ナガ 青:アオ 赤:アカ 黒:クロ
白:シラ 金:カネ 石:イシ 岩:イワ 松:マツ 杉:スギ 竹:タケ 梅:ウメ 桜:サクラ 藤:フジ 柳:ヤナギ 栗:クリ 草:クサ 荒:アラ 古:フル 新:ニイ
`);
export const SURNAME_TAILS = readings(`
川:カワ 田:タ 野:ノ 村:ムラ 島:シマ 沢:サワ 原:ハラ 山:ヤマ 井:イ 木:キ 本:モト 崎:サキ 谷:タニ 岡:オカ 森:モリ 池:イケ 橋:ハシ
塚:ヅカ 浜:ハマ 口:グチ 坂:サカ 城:シロ 津:ツ 宮:ミヤ
`);

/** Not in CP932: a supplementary character, JIS 2004's 鷗, and kanji with a variation selector. */
export const UNMAPPABLE_SURNAMES = readings(
  '\u{20bb7}田:ヨシダ \u{20bb7}川:ヨシカワ 鷗木:カモメギ 鷗田:オウダ',
);
export const IVS_SURNAMES = readings(
  '渡邉\u{e0100}:ワタナベ 渡邊\u{e0101}:ワタナベ 葛\u{e0100}西:カサイ 辻\u{e0100}:ツジ 芦\u{e0102}田:アシダ 榊\u{e0100}原:サカキバラ',
);
/** In CP932 only, not in JIS X 0208. */
export const CP932_ONLY_SURNAMES = readings(
  '\u9ad9橋:タカハシ \u9ad9木:タカギ 山\ufa11:ヤマザキ 神\ufa11:カンザキ \u6ff5田:ハマダ \u5fb7永:トクナガ',
);
/** Compatibility kanji which NFC itself would replace. */
export const NFC_FOLDING_SURNAMES = readings(
  '\ufa19田:カンダ \ufa1b田:フクダ \ufa10本:ツカモト \ufa26築:ツヅキ \ufa2d田:ツルタ',
);
/** 外字: a private-use character of the city's own font. */
export const PRIVATE_USE_SURNAMES = readings('\ue000藤:サトウ \ue001田:ヨシダ');

export const MALE_OLD = readings(`
清:キヨシ 実:ミノル 茂:シゲル 勇:イサム 正:タダシ 進:ススム 昭:アキラ 三郎:サブロウ 正雄:マサオ 一郎:イチロウ 義雄:ヨシオ 武:タケシ
博:ヒロシ 弘:ヒロシ 豊:ユタカ 勝:マサル 正一:ショウイチ 昭一:ショウイチ 和夫:カズオ 幸雄:ユキオ 敏夫:トシオ 久:ヒサシ 登:ノボル 隆:タカシ
`);
export const MALE_MIDDLE = readings(`
誠:マコト 浩:ヒロシ 修:オサム 徹:トオル 剛:ツヨシ 学:マナブ 健一:ケンイチ 健太郎:ケンタロウ 哲也:テツヤ 直樹:ナオキ 大輔:ダイスケ 達也:タツヤ
和也:カズヤ 英樹:ヒデキ 雅之:マサユキ 孝:タカシ 聡:サトシ 亮:リョウ 淳:ジュン 翔太:ショウタ 拓也:タクヤ 雄一:ユウイチ 崇:タカシ 裕介:ユウスケ
`);
export const MALE_YOUNG = readings(`
大翔:ヒロト 蓮:レン 悠真:ユウマ 陽翔:ハルト 湊:ミナト 颯太:ソウタ 陽太:ヨウタ 樹:イツキ 律:リツ 朝陽:アサヒ 大和:ヤマト 蒼:アオイ
悠人:ユウト 結翔:ユイト 新:アラタ 駿:シュン 航:ワタル 晴:ハル 海斗:カイト 陸:リク 翼:ツバサ 壮真:ソウマ 龍之介:リュウノスケ 一:ハジメ
`);
export const FEMALE_OLD = readings(`
和子:カズコ 幸子:サチコ 節子:セツコ 洋子:ヨウコ 弘子:ヒロコ 美代子:ミヨコ 久子:ヒサコ 文子:フミコ 千代子:チヨコ 静子:シズコ 富子:トミコ 清子:キヨコ
キヨ:キヨ ハナ:ハナ よし子:ヨシコ 敏子:トシコ 悦子:エツコ 光子:ミツコ 八重:ヤエ トメ:トメ 昭子:アキコ 京子:キョウコ 恵子:ケイコ 初江:ハツエ
`);
export const FEMALE_MIDDLE = readings(`
由美子:ユミコ 真由美:マユミ 明美:アケミ 直美:ナオミ 裕子:ユウコ 智子:トモコ 陽子:ヨウコ 久美子:クミコ 香織:カオリ 恵:メグミ 愛:アイ 美穂:ミホ
麻衣:マイ 彩:アヤ 千尋:チヒロ 美咲:ミサキ 優子:ユウコ 綾香:アヤカ 理恵:リエ めぐみ:メグミ 瞳:ヒトミ 純子:ジュンコ 典子:ノリコ 亜希:アキ
`);
export const FEMALE_YOUNG = readings(`
陽葵:ヒマリ 芽依:メイ 凛:リン 結菜:ユイナ 葵:アオイ 紬:ツムギ さくら:サクラ 結愛:ユア 莉子:リコ 美月:ミヅキ 杏:アン 咲良:サクラ
心春:コハル 花:ハナ 詩:ウタ 琴音:コトネ 楓:カエデ 七海:ナナミ 遥:ハルカ 優奈:ユナ 京香:キョウカ 一花:イチカ 澪:ミオ 真央:マオ
`);
/** A given name that NFC would change (朗, U+F929). */
export const NFC_FOLDING_GIVEN: Reading = { kanji: '\uf929', kana: 'アキラ' };
