/** A text and where in it the next key writes. */
export type Editing = { readonly text: string; readonly caret: number };

/** `added` in place of what is selected, as far as `most` characters allow. */
export const inserted = (
  text: string,
  from: number,
  to: number,
  added: string,
  most: number,
): Editing => {
  const rest = Array.from(text.slice(0, from) + text.slice(to)).length;
  const fitting = Array.from(added)
    .slice(0, Math.max(0, most - rest))
    .join('');
  return {
    text: text.slice(0, from) + fitting + text.slice(to),
    caret: from + fitting.length,
  };
};

/** Without what is selected, or without the character before the caret. */
export const deleted = (text: string, from: number, to: number): Editing => {
  const start = from < to ? from : from - (Array.from(text.slice(0, from)).at(-1)?.length ?? 0);
  return { text: text.slice(0, start) + text.slice(to), caret: start };
};
