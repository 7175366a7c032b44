/** A name that stands left to right within a sentence of either language. */
export const isolated = (text: string): string => `\u2066${text}\u2069`;
