/** What a day other than today means where the directory is asked how it stands. */
export const AS_OF =
  '基準日。省略すると本日。任期・許可はその日の状態、更新・研修・誓約・所属は最後に登録されたもの、規則は現在のもの / As of this day; today when left out. Terms and grants are of that day; renewal, training, pledge and division as recorded last; the policy is the one in force now';
