/**
 * Kanji that are written for one another in names, each group led by the form that stands for all in a search key:
 * the old forms (旧字体) of 常用漢字表 and 人名用漢字別表, and what registries hold of 辺, 斉, 崎, 高 and their like.
 * Compatibility ideographs (神 for 神) need no row, for Unicode says itself what they stand for. Nothing that is shown
 * passes through here: a name stays as the source has it.
 */
const GROUPS: readonly string[] = [
  '高髙 崎﨑嵜碕埼 斉齋斎齊 辺邊邉 吉𠮷 浜濱濵 広廣 沢澤 島嶋嶌 富冨 恵惠 国國 桜櫻 栄榮 真眞 竜龍 滝瀧 徳德 黒黑 条條 関關 鉄鐵 塩鹽 豊豐',
  '来來 万萬 静靜 緑綠 清淸 青靑 穂穗 亀龜 円圓 桧檜 桑桒 柳栁 館舘 鴎鷗 梅楳 峰峯 岳嶽 薮藪 籠篭 野埜 杉杦 松枩 船舩 曽曾',
  '槙槇 遥遙 弥彌 礼禮 寿壽 与與 会會 学學 実實 宝寶 応應 児兒 経經 蔵藏 巌巖 穣穰 総總 縁緣 聡聰 荘莊 薫薰 蛍螢 郎郞 顕顯',
  '鶏鷄 麦麥 黄黃 壮壯 奥奧 将將 尭堯 巻卷 帯帶 従從 恒恆 悦悅 戸戶 暁曉 暦曆 横橫 歩步 歳歲 歴歷 気氣 渓溪 湾灣 瑶瑤 瀬瀨',
  '焼燒 狭狹 猟獵 畳疊 祢禰 秋穐秌 稲稻 続續 芦蘆 芸藝 莱萊 虎乕 衛衞 覚覺 郷鄕 酔醉 鎮鎭 銭錢 録錄 間閒 隠隱 霊靈 頼賴 点點',
  '双雙 区區 医醫 参參 台臺 圧壓 売賣 変變 多夛 寛寬 尚尙 峡峽 強强 当當 懐懷 戻戾 拝拜 挟挾 既旣 晃晄 晩晚 杯盃 枢樞 楽樂',
  '様樣 権權 毎每 涼凉 温溫 灯燈 爾尓 研硏 禄祿 禅禪 称稱 竪豎 粋粹 糸絲 絵繪 舎舍 虫蟲 蝉蟬 醤醬 鉱鑛 長镸 隣鄰 髪髮 鴬鶯',
  '黙默 鼓皷 昆崑 渕淵渊 浅淺 土圡 壷壺 姫姬 巣巢 弁辨辯瓣 弾彈 彦彥 徴徵 戦戰 抜拔 捜搜 摂攝 教敎 昼晝 晋晉 歓歡 残殘 沖冲 浄淨',
  '涙淚 渋澁 済濟 湿濕 潟泻 為爲 独獨 献獻 県縣 砕碎 秘祕 穏穩 窃竊 緒緖 繊纖 翻飜 脇脅 臓臟 薬藥 藤籐 装裝 訳譯 誉譽 諌諫',
  '謡謠 転轉 軽輕 辞辭 逓遞 遅遲 醸釀 釈釋 錬鍊 鋭銳 閲閱 陥陷 険險 随隨 雑雜 頬頰 顔顏 駆驅 騒騷 験驗 髄髓 齢齡 竃竈 粛肅',
  '増增 即卽 概槪 渇渴 瓶甁 砺礪 絶絕 艶艷 虚虛 覧覽 鉤鈎 蠅蝿 掴摑 掻搔 撹攪 桝枡 梼檮 涜瀆 溌潑 焔焰 痩瘦 祷禱 箪簞 繋繫',
  '繍繡 莖茎 蝋蠟 躯軀 迩邇 鯵鰺 麺麵 麹麴 噛嚙 嘘噓 填塡 剥剝 叱𠮟 屏屛 并幷 姉姊 冴冱 凜凛 刃刄 労勞 勲勳勛 勧勸 効效 励勵',
  '単單 厳嚴 収收 叙敍 呉吳 営營 団團 図圖 囲圍 圏圈 堕墮 壊壞 塁壘 壌壤 声聲 壱壹 奨奬 嬢孃 専專 対對 尽盡 届屆 属屬 岩嵒',
  '廃廢 径徑 恋戀 悩惱 悪惡 惨慘 戯戲 払拂 択擇 担擔 拠據 拡擴 挿插 揺搖 数數 断斷 旧舊 昿曠 栃杤 桟棧 検檢 楼樓 欧歐 殴毆',
  '殻殼 滞滯 潜潛 炉爐 猫貓 珍珎 発發 皐皋 盗盜 砿礦 碍礙 稚穉 糧粮 縄繩 縦縱 罐缶 聴聽 胆膽 脳腦 蚕蠶 蛮蠻 触觸 読讀 践踐',
  '軆体體 逹達 迪廸 釜釡 鋳鑄 鎌鐮 鑑鑒 闘鬪 顛顚 飲飮 駄馱 驒騨 鹸鹼 宮宫 内內 呂吕 晧皓 幸倖',
].flatMap((line) => line.split(' '));

/** Each written form to all that stand for the same, the leading one first; made at the first search. */
let known: ReadonlyMap<string, readonly string[]> | null = null;

/** The leading form and all that are written for it; only the character itself where there is no other. */
export function variantsOf(character: string): readonly string[] {
  known ??= buildVariants();
  return known.get(character) ?? [character];
}

function buildVariants(): Map<string, readonly string[]> {
  const variants = new Map<string, readonly string[]>();
  for (const group of GROUPS) {
    const forms = [...group];
    for (const form of forms) variants.set(form, forms);
  }
  for (const [first, last] of COMPATIBILITY)
    for (let code = first; code <= last; code++) addCompatible(variants, String.fromCodePoint(code));
  return variants;
}

/** The blocks of compatibility ideographs. */
const COMPATIBILITY = [
  [0xf900, 0xfad9],
  [0x2f800, 0x2fa1d],
] as const;

function addCompatible(variants: Map<string, readonly string[]>, form: string): void {
  const plain = form.normalize('NFC');
  if (plain === form) return;
  const all = [...(variants.get(plain) ?? [plain]), form];
  for (const one of all) variants.set(one, all);
}
