import { pdfFont } from './fonts.ts';
import { PAGE, type PdfInk, type PdfPage } from './lay-out.ts';

/** Dark enough on paper for 4.5 : 1, and told apart by a printer without colour. */
const INK: Readonly<Record<PdfInk, string>> = {
  text: '#1a1a1a',
  quiet: '#4d4d4d',
  rule: '#9a9a9a',
  shade: '#eeeeee',
  bar: '#8a1538',
};

/** What of a canvas is needed; the library types a PDF's page and a picture differently. */
export type Paint = Pick<
  CanvasRenderingContext2D,
  'direction' | 'textAlign' | 'fillStyle' | 'font' | 'fillText' | 'fillRect'
>;

/** Draws a page's marks; a page of Arabic is the mirror of where they were put. */
export const paintPage = (context: Paint, page: PdfPage): void => {
  const rtl = page.language === 'ar';
  context.direction = rtl ? 'rtl' : 'ltr';
  context.textAlign = rtl ? 'right' : 'left';
  for (const mark of page.marks) {
    context.fillStyle = INK[mark.ink];
    if (mark.kind === 'text') {
      context.font = pdfFont(mark.points, mark.weight);
      context.fillText(mark.text, rtl ? PAGE.width - mark.start : mark.start, mark.y);
    } else {
      const left = rtl ? PAGE.width - mark.start - mark.width : mark.start;
      context.fillRect(left, mark.y, mark.width, mark.height);
    }
  }
};
