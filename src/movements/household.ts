/** Code of 続柄: 世帯主. */
export const HEAD = '02';
/** One to four levels of two digits. */
export const RELATIONSHIP = /^(\d\d){1,4}$/;
