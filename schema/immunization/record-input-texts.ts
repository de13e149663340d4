/** What the inputs of this domain say alike. */

export const KEY =
  '受付キー。同じキーと内容は同じ操作とみなす。8–64文字の英数字と - _ / The same key with the same input is the same act and is not done twice; 8-64 of A-Z, a-z, 0-9, - and _';
export const VALIDATE = '確かめるだけで何も行わない / Judges everything and does nothing';
export const ATENA = '対象者の宛名番号 / Address-name number of the person';
export const WAY = '入力の経路 / By which way it came';
export const VERSION =
  '読んだ記録の版。変わっていれば拒まれる。/ Version that was read; refused where another stands by now';
export const REASON =
  '理由(200文字以内、個人番号は書かない) / Reason, at most 200 letters, no individual number';
