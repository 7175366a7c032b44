import receiptline from 'receiptline';
import { COLUMNS, shortest, type OtherEncoder, type Step } from './content.ts';
import { pngOf } from './node-thermal-printer.ts';

const escaped = (text: string): string => text.replaceAll(/[\\|{}~_"`^]/gu, (char) => `\\${char}`);

const line = (step: Step): string => {
  switch (step.kind) {
    case 'text': {
      const text = escaped(step.text);
      if (step.large) return `^^^${text}`;
      // A wide gap is a column of its own.
      const columns = step.text.split(/\s{2,}/u).map(escaped);
      if (columns.length > 1) return `${columns.join(' |')} |`;
      return step.align === 'left' ? `${text} |` : text;
    }
    case 'picture': {
      const image = `{image:${pngOf(step.bitmap).toString('base64')}}`;
      return step.align === 'right' ? `| ${image}` : image;
    }
    case 'rule':
      return '-';
    case 'qr':
      return `{code:${step.data.replaceAll(/[\\|{};:~_]/gu, (char) => `\\${char}`)}; option:qrcode,7,m}`;
  }
};

const COMMANDS = ['escpos', 'epson', 'generic'] as const;

export const receiptlineEncoder: OtherEncoder = {
  name: 'receiptline',
  encode: (steps) => {
    const document = steps.map(line).join('\n');
    const tries = COMMANDS.map((command) =>
      Buffer.from(
        receiptline.transform(document, {
          cpl: COLUMNS,
          encoding: 'cp437',
          gradient: false,
          gamma: 1,
          command,
        }),
        'latin1',
      ),
    );
    return Promise.resolve(shortest(tries));
  },
};
