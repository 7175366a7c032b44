import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { renderReceipt } from '../../drivers/escpos/simulator/render.ts';
import { readFileSync } from 'node:fs';
import { RigError } from '../processes/rig-error.ts';
import type { Rig } from '../processes.ts';

const receiptsSchema = z.object({
  receipts: z.array(z.object({ file: z.string(), complete: z.boolean() })),
});

/** The file of the last receipt the printer cut off. */
export const lastPaper = async (rig: Rig): Promise<string> => {
  const { receipts } = receiptsSchema.parse(await rig.control.printer({ do: 'receipts' }));
  const last = receipts.filter(({ complete }) => complete).at(-1);
  if (!last) throw new RigError('No paper came out of the printer.');
  return last.file;
};

/** Puts `DIR/<name>.escpos`, the exact bytes, and `DIR/<name>.png`, what the paper shows. */
export const keepPaper = (file: string, out: string, name: string): string => {
  mkdirSync(out, { recursive: true });
  const kept = join(out, `${name}.escpos`);
  copyFileSync(file, kept);
  writeFileSync(join(out, `${name}.png`), renderReceipt(readFileSync(file)).png);
  return kept;
};
