import { createCanvas } from '@napi-rs/canvas';
import { layOut, PAGE } from '../lay-out.ts';
import { paintPage } from '../paint.ts';
import type { PdfPlan } from '../plan.ts';

/** Each page as a PNG of `scale` dots a point, painted as the PDF is: to be looked at. */
export const pagePictures = (plan: PdfPlan, scale = 1.5): readonly Uint8Array[] =>
  layOut(plan).map((page) => {
    const canvas = createCanvas(PAGE.width * scale, PAGE.height * scale);
    const context = canvas.getContext('2d');
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.scale(scale, scale);
    paintPage(context, page);
    return canvas.toBuffer('image/png');
  });
