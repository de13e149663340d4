-- 既存住基 (resident registry), legacy shape. Dates are YYYYMMDD text: 00 for an unknown part, 00000000 or blanks for
-- nothing known, 99999999 for "no end". Kana is full width. One row per person ever registered.
CREATE TABLE JUKI_KIHON (
  ATENA_NO       CHAR(15)      NOT NULL PRIMARY KEY, -- 宛名番号, left padded with 0
  SICHOSON_CD    CHAR(6)       NOT NULL,             -- 全国地方公共団体コード of the body that keeps the row
  SETAI_NO       CHAR(15)      NOT NULL,             -- 世帯番号
  ZOKUGARA_CD    VARCHAR(8)    NOT NULL,             -- 続柄, up to four levels of two digits (02 = 世帯主)
  JUMIN_JOTAI    CHAR(1)       NOT NULL,             -- 1 住民 2 転出 3 死亡 4 職権消除 9 住登外
  SIMEI_KANJI    NVARCHAR(120) NOT NULL,             -- 氏名, surname and given name parted by U+3000
  SIMEI_KANA     NVARCHAR(120) NOT NULL,             -- フリガナ, full-width katakana
  KENSAKU_KANA   NVARCHAR(120) NOT NULL,             -- 検索用カナ: no blanks, small kana raised, marks kept
  TSUSHO         NVARCHAR(120),                      -- 通称
  ROMAJI         NVARCHAR(200),                      -- 外国人ローマ字氏名, full or half width
  KYUSI          NVARCHAR(60),                       -- 旧氏
  YUSEN_KBN      CHAR(1)       NOT NULL,             -- 氏名優先区分: 1 漢字 2 通称 3 ローマ字
  SEIBETU_CD     CHAR(1)       NOT NULL,             -- 1 男 2 女 blank 不詳
  UMARE_YMD      CHAR(8)       NOT NULL,
  UMARE_FUMEI    CHAR(1)       NOT NULL,             -- 1 when UMARE_HYOJI tells what is written instead of a date
  UMARE_HYOJI    NVARCHAR(40),                       -- 昭和拾年月日不詳 …
  JUMIN_YMD      CHAR(8)       NOT NULL,             -- 住民となった日
  HIJUMIN_YMD    CHAR(8)       NOT NULL,             -- 住民でなくなった日, 99999999 while resident
  CHO_CD         CHAR(5)       NOT NULL,             -- 町丁目 code
  JUSHO          NVARCHAR(200) NOT NULL,             -- 住所 as written
  KATAGAKI       NVARCHAR(120),                      -- 方書
  KOKUSEKI_CD    CHAR(3)                             -- 国籍, blank for Japanese nationals
);
CREATE INDEX IX_KIHON_KANA ON JUKI_KIHON (KENSAKU_KANA, ATENA_NO);
CREATE INDEX IX_KIHON_UMARE ON JUKI_KIHON (UMARE_YMD, ATENA_NO);
CREATE INDEX IX_KIHON_SETAI ON JUKI_KIHON (SETAI_NO);

CREATE TABLE JUKI_IDO (
  IDO_NO         INTEGER       NOT NULL PRIMARY KEY,
  ATENA_NO       CHAR(15)      NOT NULL,
  IDO_JIYU       VARCHAR(3)    NOT NULL,             -- 異動事由, two or three digits: 10 and 010 are the same
  IDO_YMD        CHAR(8)       NOT NULL,
  TODOKE_YMD     CHAR(8)       NOT NULL,
  AITE_SICHOSON  CHAR(6),                            -- the other municipality, 99999 from or to abroad
  YOTEI_YMD      CHAR(8),                            -- 転出予定日
  KAKUTEI_YMD    CHAR(8),                            -- 転出確定日
  TORIKESI_FLG   CHAR(1)       NOT NULL              -- 1 when cancelled
);
CREATE INDEX IX_IDO_ATENA ON JUKI_IDO (ATENA_NO);

CREATE TABLE JUKI_SIEN (
  SIEN_NO        INTEGER       NOT NULL PRIMARY KEY,
  ATENA_NO       CHAR(15)      NOT NULL,
  SIEN_KBN       CHAR(1)       NOT NULL,             -- 1 支援措置 2 仮支援措置
  KAISI_YMD      CHAR(8)       NOT NULL,             -- first day in force
  SYURYO_YMD     CHAR(8)       NOT NULL,             -- last day in force, inclusive
  TORIKESI_FLG   CHAR(1)       NOT NULL
);
CREATE INDEX IX_SIEN_ATENA ON JUKI_SIEN (ATENA_NO);

CREATE TABLE JUKI_RENKEI (
  UKE_NO         INTEGER       NOT NULL PRIMARY KEY, -- 庁内連携の受付順: 1, 2, 3 … without a gap
  UKE_ID         CHAR(36)      NOT NULL,             -- 受付識別子, given by whoever sends it: taken in once
  UKE_KBN        CHAR(1)       NOT NULL,             -- 0 取りやめ 1 異動 2 転出の発効 3 取消 4 統合
  IDO_NO         INTEGER,                            -- the movement that was entered, or cancelled
  ATENA_NO       CHAR(15),
  IDO_JIYU       VARCHAR(3),                         -- 異動事由 of that movement
  KORYOKU_YMD    CHAR(8),                            -- 効力発生日
  TOGO_SAKI      CHAR(15)                            -- 統合先の宛名番号
);
CREATE UNIQUE INDEX IX_RENKEI_ID ON JUKI_RENKEI (UKE_ID);
CREATE INDEX IX_RENKEI_IDO ON JUKI_RENKEI (IDO_NO);
