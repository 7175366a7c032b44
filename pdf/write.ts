import { PDFDocument } from '@napi-rs/canvas';
import { layOut, PAGE } from './lay-out.ts';
import { paintPage } from './paint.ts';
import type { PdfPlan } from './plan.ts';

/** The paper as a PDF of A4 pages, its text selectable, its fonts within. */
export const writePdf = (plan: PdfPlan): Uint8Array<ArrayBuffer> => {
  const document = new PDFDocument({
    title: plan.title,
    author: 'Khidma',
    creator: 'Khidma',
    ...(plan.subject === undefined ? {} : { subject: plan.subject }),
  });
  for (const page of layOut(plan)) {
    paintPage(document.beginPage(PAGE.width, PAGE.height), page);
    document.endPage();
  }
  return new Uint8Array(document.close());
};
