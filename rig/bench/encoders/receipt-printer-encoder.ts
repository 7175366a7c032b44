import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { COLUMNS, rgbaOf, shortest, type OtherEncoder, type Step } from './content.ts';

const encodeAs = (imageMode: 'column' | 'raster', steps: readonly Step[]): Uint8Array => {
  const encoder = new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns: COLUMNS,
    imageMode,
    feedBeforeCut: 0,
  });
  encoder.initialize();
  for (const step of steps) {
    switch (step.kind) {
      case 'text':
        encoder.align(step.align).size(step.large ? 2 : 1, step.large ? 2 : 1);
        encoder.line(step.text).size(1, 1);
        break;
      case 'picture': {
        const { width, height } = step.bitmap;
        const image = { data: rgbaOf(step.bitmap), width, height, colorSpace: 'srgb' };
        encoder.align(step.align).image(image, width, height, 'threshold', 128);
        break;
      }
      case 'rule':
        encoder.align('left').rule();
        break;
      case 'qr':
        encoder.align('center').qrcode(step.data, { model: 2, size: 7, errorlevel: 'm' });
        break;
    }
  }
  return encoder.cut('partial').encode();
};

export const receiptPrinterEncoder: OtherEncoder = {
  name: '@point-of-sale/receipt-printer-encoder',
  encode: (steps) =>
    Promise.resolve(shortest([encodeAs('column', steps), encodeAs('raster', steps)])),
};
