import { createCanvas } from '@napi-rs/canvas';
import ntp from 'node-thermal-printer';
import type { Bitmap } from '../../../drivers/escpos/codec/bitmap.ts';
import { COLUMNS, rgbaOf, type OtherEncoder } from './content.ts';

export const pngOf = (bitmap: Bitmap): Buffer => {
  const canvas = createCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(bitmap.width, bitmap.height);
  image.data.set(rgbaOf(bitmap));
  context.putImageData(image, 0, 0);
  return canvas.toBuffer('image/png');
};

export const nodeThermalPrinter: OtherEncoder = {
  name: 'node-thermal-printer',
  encode: async (steps) => {
    const printer = new ntp.ThermalPrinter({
      type: ntp.PrinterTypes.EPSON,
      interface: 'tcp://127.0.0.1',
      width: COLUMNS,
    });
    for (const step of steps) {
      switch (step.kind) {
        case 'text':
          align(printer, step.align);
          if (step.large) printer.setTextQuadArea();
          printer.println(step.text);
          if (step.large) printer.setTextNormal();
          break;
        case 'picture':
          align(printer, step.align);
          await printer.printImageBuffer(pngOf(step.bitmap));
          break;
        case 'rule':
          align(printer, 'left');
          printer.drawLine();
          break;
        case 'qr':
          align(printer, 'center');
          printer.printQR(step.data, { cellSize: 7, correction: 'M', model: 2 });
          break;
      }
    }
    printer.partialCut({ verticalTabAmount: 0 });
    return printer.getBuffer();
  },
};

const align = (
  printer: InstanceType<typeof ntp.ThermalPrinter>,
  where: 'left' | 'center' | 'right',
): void => {
  if (where === 'left') printer.alignLeft();
  else if (where === 'right') printer.alignRight();
  else printer.alignCenter();
};
