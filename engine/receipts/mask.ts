const SHOWN_DIGITS = 3;

/** `900101123` → `******123`. */
export const maskReference = (reference: string): string =>
  reference.slice(-SHOWN_DIGITS).padStart(reference.length, '*');
