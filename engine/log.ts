/** One JSON line an event on stderr; never a reference, a name or anything of a card. */
export type Log = (
  event: string,
  fields?: Readonly<Record<string, string | number | boolean>>,
) => void;

export const createLog =
  (wallMs: () => number, write: (line: string) => void): Log =>
  (event, fields = {}) => {
    write(`${JSON.stringify({ at: new Date(wallMs()).toISOString(), event, ...fields })}\n`);
  };
