/** What the inputs of this domain say alike. */

export const ATENA = '対象者の宛名番号 / Address-name number of the person';
export const WAY = '入力の経路 / By which way it came';
export const VERSION =
  '読んだ記録の版。変わっていれば拒まれる。/ Version that was read; refused where another stands by now';
export const REASON =
  '理由(200文字以内、個人番号は書かない) / Reason, at most 200 letters, no individual number';
export const DESPITE =
  '理由が対象とする確認事項。挙げると、ほかの確認事項が出たときは何も行わず示す。省略すると、どの確認事項にも及ぶ。/ What the reason is for, as it was seen: where another warning has come up, nothing is done and it is told. Left out, the reason is for any';
