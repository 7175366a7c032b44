/** `node render-cli.ts in.escpos out.png`: the paper these bytes make. */
import { readFileSync, writeFileSync } from 'node:fs';
import { EXIT_USAGE, endWith } from '../../simulator-kit/process.ts';
import { renderReceipt } from './render.ts';

const [source, target] = process.argv.slice(2);
if (source === undefined || target === undefined)
  endWith(EXIT_USAGE, 'usage: render-cli.ts IN.escpos OUT.png');
else
  try {
    const { png, width, height } = renderReceipt(readFileSync(source));
    writeFileSync(target, png);
    process.stdout.write(`${target}: ${width} × ${height} dots\n`);
  } catch (error) {
    endWith(1, error instanceof Error ? error.message : String(error));
  }
