/**
 * What graphql-js says about a document, in Japanese, so that a screen can show it. Its texts are matched by
 * their beginnings (version 16); names of the document are taken over, values never. A text that is not known
 * here is spoken of in general, with the English one beside it in `message`.
 */
const TEXTS: readonly (readonly [RegExp, (...names: readonly string[]) => string])[] = [
  [/^Syntax Error/, () => 'クエリの構文に誤りがあります。locations の位置を確かめてください。'],
  [
    /^Cannot query field "(\w+)" on type "(\w+)"/,
    (field, type) => `${type} に ${field} という項目はないか、この利用者には開かれていません。`,
  ],
  [
    /^Unknown argument "(\w+)" on field "([\w.]+)"/,
    (argument, field) => `${field} に ${argument} という引数はありません。`,
  ],
  [
    /^Unknown argument "(\w+)" on directive "(@\w+)"/,
    (argument, name) => `${name} に ${argument} という引数はありません。`,
  ],
  [/^Unknown type "(\w+)"/, (type) => `${type} という型はありません。`],
  [/^Unknown fragment "(\w+)"/, (name) => `${name} というフラグメントはありません。`],
  [/^Unknown directive "(@\w+)"/, (name) => `${name} というディレクティブはありません。`],
  [/^Directive "(@\w+)" may not/, (name) => `${name} は、この場所では使えません。`],
  [/^Directive "(@\w+)" argument "(\w+)"/, (name, argument) => `${name} には引数 ${argument} が必要です。`],
  [/^The directive "(@\w+)" can only be used once/, (name) => `${name} は、同じ場所で一度だけ使えます。`],
  [/^The .* definition is not executable/, () => 'クエリに書けるのは、操作とフラグメントだけです。'],
  [/^Fragment "(\w+)" is never used/, (name) => `フラグメント ${name} が使われていません。`],
  [
    /^Cannot spread fragment "(\w+)" within itself/,
    (name) => `フラグメント ${name} が自分自身を含んでいます。`,
  ],
  [/^Fragment (?:"\w+" )?cannot/, () => 'このフラグメントは、この型の項目には使えません。'],
  [/^Variable "(\$\w+)" is not defined/, (name) => `変数 ${name} が宣言されていません。`],
  [/^Variable "(\$\w+)" is never used/, (name) => `変数 ${name} が使われていません。`],
  [/^Variable "(\$\w+)" .*used in position/, (name) => `変数 ${name} の型が、使う場所の型に合いません。`],
  [/^Variable "(\$\w+)" cannot be non-input type/, (name) => `変数 ${name} の型は、入力に使えません。`],
  [/^There can be only one \w+ named "(\$?\w+)"/, (name) => `${name} が二度宣言されています。`],
  [
    /^Field "(\w+)" of type .* must have a selection/,
    (field) => `${field} は、その中の項目を { … } で選んでください。`,
  ],
  [
    /^Field "(\w+)" must not have a selection/,
    (field) => `${field} の中に項目はありません。{ … } を外してください。`,
  ],
  [
    /^Field "([\w.]+)" argument "(\w+)" .*is required/,
    (field, argument) => `${field} には引数 ${argument} が必要です。`,
  ],
  [/^Field "([\w.]+)" of required type/, (field) => `${field} は必須です。`],
  [
    /^Field "(\w+)" is not defined by type "(\w+)"/,
    (field, type) => `${type} に ${field} という項目はありません。`,
  ],
  [/^Fields "(\w+)" conflict/, (name) => `${name} が異なる内容で重複しています。別名を付けてください。`],
  [/^(\w+) cannot represent/, (type) => `値が ${type} の形ではありません。`],
  [/^Value .* does not exist in "(\w+)" enum/, (type) => `${type} にない値です。`],
  [/^Enum "(\w+)" cannot represent/, (type) => `値が ${type} の形ではありません。`],
  [/^Expected value of type "([^"]+)"/, (type) => `値が ${type} の形ではありません。`],
  [/^Must provide operation name/, () => '操作が複数あります。operationName で一つを指定してください。'],
  [/^Unknown operation named/, () => '指定した名前の操作がありません。'],
  [/^This anonymous operation/, () => '名前のない操作は、一つだけで送ってください。'],
  [/^Too many validation errors/, () => '誤りが多すぎます。はじめのものから直してください。'],
];

/** @param message a text of graphql-js about the form of a document */
export function documentFaultJa(message: string): string {
  for (const [pattern, text] of TEXTS) {
    const found = pattern.exec(message);
    if (found !== null) return text(...found.slice(1));
  }
  return 'クエリに誤りがあります。詳しくは message(英文)と locations を確かめてください。';
}
