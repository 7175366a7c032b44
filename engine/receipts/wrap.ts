/** Words onto lines; a word wider than a line is cut. `width` gives a text's width in any one unit. */
export const wrapWords = (
  text: string,
  most: number,
  width: (text: string) => number,
): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u).filter((w) => w !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (width(longer) <= most) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const char of word) {
      if (line !== '' && width(line + char) > most) {
        lines.push(line);
        line = '';
      }
      line += char;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
};

/** As few lines as `wrapWords` needs, but of like length: no single word left alone. */
export const wrapEvenly = (
  text: string,
  most: number,
  width: (text: string) => number,
): readonly string[] => {
  const wanted = wrapWords(text, most, width).length;
  if (wanted < 2) return wrapWords(text, most, width);
  let [tooNarrow, enough] = [0, most];
  while (enough - tooNarrow > 4) {
    const middle = Math.floor((tooNarrow + enough) / 2);
    if (wrapWords(text, middle, width).length > wanted) tooNarrow = middle;
    else enough = middle;
  }
  return wrapWords(text, enough, width);
};
