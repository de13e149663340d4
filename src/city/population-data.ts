/** Age and sex of 120,000 residents, shaped on the city; every other size is scaled from it. */
export const AGE_BANDS: readonly { readonly from: number; readonly count: number; readonly male: number }[] =
  [
    { from: 0, count: 4900, male: 0.512 },
    { from: 5, count: 5100, male: 0.512 },
    { from: 10, count: 4800, male: 0.512 },
    { from: 15, count: 5200, male: 0.512 },
    { from: 20, count: 8600, male: 0.512 },
    { from: 25, count: 8200, male: 0.512 },
    { from: 30, count: 7700, male: 0.512 },
    { from: 35, count: 8000, male: 0.512 },
    { from: 40, count: 8600, male: 0.512 },
    { from: 45, count: 9500, male: 0.512 },
    { from: 50, count: 9500, male: 0.512 },
    { from: 55, count: 7900, male: 0.512 },
    { from: 60, count: 6300, male: 0.512 },
    { from: 65, count: 5100, male: 0.48 },
    { from: 70, count: 6300, male: 0.46 },
    { from: 75, count: 5000, male: 0.43 },
    { from: 80, count: 4200, male: 0.4 },
    { from: 85, count: 3100, male: 0.35 },
    { from: 90, count: 1550, male: 0.3 },
    { from: 95, count: 380, male: 0.22 },
    { from: 100, count: 70, male: 0.11 },
  ];

/** Shares of the residents who stay in the file after they left, since March 2021. */
export const MOVED_OUT_SHARE = 0.175;
export const DECEASED_SHARE = 0.0192;
export const STRUCK_OFF_SHARE = 0.00125;
/** 住登外: known to the city without a resident record. */
export const NON_RESIDENT_SHARE = 0.0125;

/** Days on which naive date code stumbles: era changes, leap days, school-year ends, year end. */
export const EDGE_BIRTHDAYS = [
  '1912-07-29',
  '1912-07-30',
  '1926-12-24',
  '1926-12-25',
  '1989-01-07',
  '1989-01-08',
  '2019-04-30',
  '2019-05-01',
  '1948-02-29',
  '1988-02-29',
  '2016-02-29',
  '1948-05-02',
  '1950-05-07',
  '1951-05-06',
  '2010-03-31',
  '2016-04-01',
  '2016-04-02',
  '1958-04-01',
  '1958-04-02',
  '1998-12-31',
] as const;

/** 続柄 codes, two digits a level; up to four levels are written one after the other (2012 = 子の妻). */
export const RELATIONSHIP = {
  HEAD: '02',
  HUSBAND: '11',
  WIFE: '12',
  HUSBAND_UNREGISTERED: '13',
  WIFE_UNREGISTERED: '14',
  CHILD: '20',
  FATHER: '51',
  MOTHER: '52',
  GRANDFATHER: '61',
  GRANDMOTHER: '62',
  SIBLING: '71',
  GRANDCHILD: '81',
  RELATIVE: '91',
  LODGER: '99',
} as const;
