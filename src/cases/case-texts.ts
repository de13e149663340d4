import { faultsOf, type BusinessFault, type FaultText } from '../errors/business-fault.js';

/** Business faults of an act on a case, `userErrors` in the graph: what happened, and what to do. */
const TEXTS = {
  KEY_REUSED: [
    'この受付キーは別の内容で使用済みです。新しい操作には新しいキーを付けてください。',
    'This idempotency key was used for something else. Give a new act a new key.',
  ],
  UNKNOWN_PERSON: [
    'その宛名番号の方は台帳にありません。番号を確かめてください。',
    'The registry knows nobody by this number. Check it.',
  ],
  UNKNOWN_WINDOW: [
    'その窓口は、あなたの所属の指定された取扱い窓口ではありません。あなたの所属の窓口から選んでください。',
    'This is no designated window of your division today. Choose one of its windows.',
  ],
  NO_DIVISION: [
    'アカウントに所属の登録がないため、案件を開けません。アカウント管理者に登録を依頼してください。',
    'Your account has no division on record, so it opens no case. Ask the account administrator to record it.',
  ],
  PURPOSE_NOT_GRANTED: [
    '権限のない利用目的が含まれています: {named}。権限のある利用目的だけを指定してください。',
    'Some of the purposes are on no menu of yours: {named}. Name only those that are.',
  ],
  PURPOSE_WITHOUT_CASE: [
    '個人の情報を見ない利用目的が含まれています: {named}。案件は、個人の情報を見る利用目的についてだけ開きます。外してください。',
    'Some of the purposes show nothing about a person: {named}. A case is opened for those alone that do; leave them out.',
  ],
  SOURCE_NOT_ALLOWED: [
    'この入手元からは受け付けられません。本人・代理人、行政機関・独立行政法人等、中間サーバー、VRS に限られます。',
    'Nothing is taken from there: only from the person or a proxy, administrative organs, the intermediate server and VRS.',
  ],
  REQUESTER_INCOMPLETE: [
    '求めた者の指定が足りません: {field}。代理人には氏名と代理の根拠、機関には名称と種類を指定してください。',
    'Who asked is not told whole. Missing: {field}. A proxy has a name and a ground, an office a name and a kind.',
  ],
  REQUESTER_UNEXPECTED: [
    '「{field}」は、この求めた者のものではありません。代理の根拠は代理人、種類は機関、氏名・名称は代理人又は機関に限り指定します。',
    '“{field}” does not belong to whoever asked: a ground belongs to a proxy, a kind to an office, a name to either.',
  ],
  APPLICANT_NEEDED: [
    '証明書は、接種を受けた本人又はその代理人の申請によってのみ交付します。機関の求めでは案件を開けません。',
    'A certificate is applied for by the vaccinated person or a proxy: no office asks for one.',
  ],
  IDENTITY_NOT_SHOWN: [
    '本人確認書類が足りません。写真付きのもの1点、又は写真のないもの2点(機関の場合は公文書)を確認してください。',
    'Who asks was not shown: see one document with a photograph, or two without; of an office, an official letter.',
  ],
  DOCUMENT_OF_ANOTHER: [
    '運転免許証は16歳になるまで受けられないため、この対象者本人の書類ではありません(道路交通法88条)。本人の書類を選ぶか、親権者などの法定代理人が求めたときは「代理人」を選んでください。',
    'A driving licence is given from the age of 16 on, so that this is not the person’s own. Choose what is theirs; where a parent or another legal representative asks, it is a proxy who asks.',
  ],
  GROUND_NOT_SHOWN: [
    '代理の根拠を示す書類を確認していません。戸籍謄本・委任状などを確認してください。',
    'No document shows what the proxy rests on. See the family register, the mandate or the like.',
  ],
  CONSENT_INCOMPLETE: [
    '同意の指定が足りません。様式と、重複のない範囲を指定してください。',
    'The consent is not told whole: it has a form, and a scope or several, none of them twice.',
  ],
  CONSENT_NEEDED: [
    '委任状による代理人に回答するには、代理人への回答についての本人の同意が、証明書を交付するには、その交付についての同意も必要です。',
    'A proxy by mandate is answered only where the person has consented to that, and given a certificate only where they have consented to its issue as well.',
  ],
  NO_CONSENT: [
    'この案件に、撤回できる同意はありません。',
    'The case has no consent that could be withdrawn.',
  ],
  CONSENT_STANDS: [
    'この案件には既に同意が記録されています。範囲の違う同意は、新しい案件を開いて記録してください。',
    'The case has a consent already. Record one of another scope with a case of its own.',
  ],
  DATE: [
    '本日より後の日です。受付・同意・撤回の日には、本日までの日を指定してください。',
    'The day is to come. What was asked, consented to or withdrawn has a day up to today.',
  ],
  CONSENT_BEFORE_CASE: [
    '同意した日が、案件を開いた日より前です。その同意は別の求めのものです。この求めに同意した日を確かめてください。',
    'The consent was given before the case was opened, and so to another request. Check the day on which this one was consented to.',
  ],
  WITHDRAWN_BEFORE_CONSENT: [
    '撤回した日が、同意した日より前です。日付を確かめてください。',
    'The consent would be withdrawn before it was given. Check the day.',
  ],
  TERMS: ['同じ語が重複しているか、指定が空です。', 'A list is empty or names something twice.'],
  DOCUMENT_NUMBER: [
    '文書番号は64文字以内の文字・数字と . _ / - ( ) ・ です。12桁の番号と、案件番号の形(2023-0001)は使えません。',
    'A document number has at most 64 letters, digits and . _ / - ( ) ・, no twelve digits, and not the form of a case number (2023-0001).',
  ],
  DOCUMENT_NUMBER_TAKEN: [
    'この文書番号の案件は既にあります。番号を確かめてください。',
    'There is a case of this document number already. Check the number.',
  ],
  UNKNOWN_CASE: [
    'その番号の案件はないか、お使いの権限では扱えません。番号を確かめてください。',
    'There is no case of this number, or it is closed to you. Check the number.',
  ],
  CASE_CLOSED: [
    'この案件は閉じているか、有効な期間を過ぎています。新しい求めであれば、案件を開いてください。',
    'The case is closed, or past its days. Where somebody asked anew, open a case.',
  ],
  CONSENT_WITHDRAWN: [
    'この案件の同意は撤回されています。案件を閉じてください。',
    'The consent of this case was withdrawn. Close the case.',
  ],
  TOO_MANY_PERSONS: [
    '一つの案件の対象者は100人までです。別の案件を開いてください。',
    'A case is about at most 100 persons. Open another one.',
  ],
} as const satisfies Record<string, FaultText>;

export type CaseFaultCode = keyof typeof TEXTS;
export const CASE_FAULT_CODES = Object.keys(TEXTS) as readonly CaseFaultCode[];

export type CaseFault = BusinessFault<CaseFaultCode>;
export const caseFault = faultsOf(TEXTS);
