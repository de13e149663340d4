-- 健康管理 (health management), another vendor's legacy shape. Dates are era text: one era digit (1 明治 2 大正 3 昭和
-- 4 平成 5 令和) and YYMMDD, 00 for an unknown part, 0000000 for nothing known, 9999999 for "no end"; their text order
-- is their order in time. Kana is half width (JIS X 0201), blank padded to 40. It is the vaccination file of 別添1.
CREATE TABLE kk_kojin (
  kojin_no     CHAR(10)     NOT NULL PRIMARY KEY, -- 宛名番号 of this system, by order of registration
  dantai_cd    CHAR(6)      NOT NULL,
  jumin_kbn    CHAR(2)      NOT NULL,             -- JU resident, TE moved out, SI dead, SJ struck off, JG 住登外
  kanji_simei  NVARCHAR(60) NOT NULL,             -- may be cut at 60
  kana_simei   CHAR(40)     NOT NULL,
  sei_kbn      CHAR(1)      NOT NULL,             -- M, F, U (不詳)
  umare_wymd   CHAR(7)      NOT NULL,
  jumin_wymd   CHAR(7)      NOT NULL,             -- 住民となった日
  hijumin_wymd CHAR(7)      NOT NULL,             -- 住民でなくなった日
  tiku_cd      CHAR(2)      NOT NULL,             -- 地区 01-10, the town of the address; 99 outside the city
  denwa        VARCHAR(20),                       -- 電話番号, hyphens or none
  bikou        NVARCHAR(400)                      -- free-text memo; what staff typed, individual numbers included
);
CREATE INDEX ix_kojin_umare ON kk_kojin (umare_wymd, kojin_no);

CREATE TABLE kk_sessyu (
  sessyu_id     INTEGER      NOT NULL PRIMARY KEY,
  kojin_no      CHAR(10)     NOT NULL,
  yobou_cd      CHAR(3)      NOT NULL,             -- 予防接種種別
  kaisu         INTEGER      NOT NULL,             -- dose number within the series as registered
  sessyu_wymd   CHAR(7)      NOT NULL,             -- 接種日
  seikyu_wym    CHAR(5),                           -- 請求月, era digit + YYMM
  syudan_kbn    CHAR(1)      NOT NULL,             -- 1 集団 2 個別 3 職域・大規模
  basyo         NVARCHAR(60),                      -- 実施場所
  yosin_kbn     CHAR(1)      NOT NULL,             -- 1 接種 2 予診のみ (no dose given)
  yosin_iryo_cd CHAR(7),
  yosin_isi     NVARCHAR(40),
  sessyu_iryo_cd CHAR(7),
  sessyu_isi    NVARCHAR(40),
  kaisya_cd     CHAR(2),                           -- ワクチン会社
  lot_no        VARCHAR(20),
  ryou          CHAR(4),                           -- 接種量, hundredths of a mL, left padded with 0
  torikesi_flg  CHAR(1)      NOT NULL DEFAULT '0', -- 1 取消: the row stays, and is no dose any more
  kosin_no      INTEGER      NOT NULL DEFAULT 0,   -- 更新番号: one more with each change of the row
  toroku_id     CHAR(36),                          -- 登録受付番号: what made the row; NULL where this system did itself
  kosin_id      CHAR(36)                           -- 更新受付番号: what changed it last
);
CREATE INDEX ix_sessyu_kojin ON kk_sessyu (kojin_no);
CREATE INDEX ix_sessyu_yobou ON kk_sessyu (yobou_cd, kojin_no, sessyu_wymd, yosin_kbn, torikesi_flg);
CREATE INDEX ix_sessyu_toroku ON kk_sessyu (toroku_id);

CREATE TABLE kk_iryo (
  iryo_cd CHAR(7)      NOT NULL PRIMARY KEY,       -- 医療機関
  meisyo  NVARCHAR(60) NOT NULL,
  tiku_cd CHAR(2)      NOT NULL
);

CREATE TABLE kk_ken (
  ken_no     CHAR(10) NOT NULL PRIMARY KEY,        -- 接種券番号
  kojin_no   CHAR(10) NOT NULL,
  hakko_wymd CHAR(7)  NOT NULL,
  saihakko   CHAR(1)  NOT NULL                     -- 1 re-issued
);
CREATE INDEX ix_ken_kojin ON kk_ken (kojin_no);

CREATE TABLE kk_syomei (
  syomei_id   CHAR(32)      NOT NULL PRIMARY KEY,  -- 証明書ID, random
  kojin_no    CHAR(10)      NOT NULL,
  sinsei_no   CHAR(12)      NOT NULL,              -- application it rests on (R010)
  yobou_cd    CHAR(3)       NOT NULL,              -- ワクチン種類
  seihin      NVARCHAR(60)  NOT NULL,              -- 製品名
  kaigai_flg  CHAR(1)       NOT NULL,              -- 1 overseas version: the passport columns are filled
  kyusei      NVARCHAR(60),                        -- 旧姓・別姓・別名
  romaji      VARCHAR(120),
  kokuseki    CHAR(3),
  ryoken_no   CHAR(9),
  hakko_wymd  CHAR(7)       NOT NULL
);
CREATE INDEX ix_syomei_kojin ON kk_syomei (kojin_no);
