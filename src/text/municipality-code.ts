/** 都道府県 01 to 47, three digits of the municipality, and the check digit. */
const FORM = /^(0[1-9]|[1-3]\d|4[0-7])\d{4}$/;

/** 全国地方公共団体コード: five digits and a check digit, which is (11 - sum mod 11) mod 10 by weights 6 to 2. */
export function isMunicipalityCode(text: string): boolean {
  if (!FORM.test(text)) return false;
  const sum = [6, 5, 4, 3, 2].reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  return (11 - (sum % 11)) % 10 === Number(text[5]);
}
