export const ImmunizationSetting = {
  GROUP: 'GROUP',
  INDIVIDUAL: 'INDIVIDUAL',
  WORKPLACE: 'WORKPLACE',
} as const;
export type ImmunizationSetting = (typeof ImmunizationSetting)[keyof typeof ImmunizationSetting];

export const PreExamResult = { VACCINATED: 'VACCINATED', PRE_EXAM_ONLY: 'PRE_EXAM_ONLY' } as const;
export type PreExamResult = (typeof PreExamResult)[keyof typeof PreExamResult];
