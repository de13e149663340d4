-- 宛名システム等 (address-name system), a third vendor's shape: the only place that maps 宛名番号, 統合宛名番号 and
-- 個人番号 (R031). Dates are era letter and dotted parts (R05.06.27); blank for none.
CREATE TABLE T_TOGO_ATENA (
  TOGO_NO      CHAR(15) NOT NULL PRIMARY KEY,      -- 団体内統合宛名番号
  DANTAI_CD    CHAR(6)  NOT NULL,
  KOJIN_BANGO  CHAR(12),                           -- 個人番号; null where none was given
  TOROKU_DATE  CHAR(9)  NOT NULL,
  SAKUJO_KUBUN CHAR(1)  NOT NULL                   -- 0 alive 1 merged into another row
);
CREATE INDEX I_TOGO_BANGO ON T_TOGO_ATENA (KOJIN_BANGO);

CREATE TABLE T_GYOMU_ATENA (
  GYOMU_KUBUN  CHAR(2)  NOT NULL,                  -- JK registry, KK health management
  GYOMU_NO     CHAR(15) NOT NULL,                  -- that system's 宛名番号, blank padded on the right
  TOGO_NO      CHAR(15) NOT NULL,
  YUKO_KUBUN   CHAR(1)  NOT NULL,                  -- 1 current, 0 an old number whose rows were never rewritten
  HENKO_DATE   CHAR(9)  NOT NULL,
  PRIMARY KEY (GYOMU_KUBUN, GYOMU_NO)
);
CREATE INDEX I_GYOMU_TOGO ON T_GYOMU_ATENA (TOGO_NO, GYOMU_KUBUN);
