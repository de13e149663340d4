/** 処理通番 of a provision: 20 digits; null for a text that is none, which no provision can have. */
export function readProcessingNumber(text: string): string | null {
  return /^\d{20}$/.test(text) ? text : null;
}
