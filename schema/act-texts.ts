/** What every act says of its key and of a look alone. */
export const KEY =
  '受付キー。同じキーと内容は同じ操作とみなす。8–64文字の英数字と - _ / The same key with the same input is the same act and is not done twice; 8-64 of A-Z, a-z, 0-9, - and _';
export const VALIDATE = '確かめるだけで何も行わない / Judges everything and does nothing';
