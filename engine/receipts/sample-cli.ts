/** `node engine/receipts/sample-cli.ts KIND OUT.escpos [fines]`: a made-up receipt as the printer gets it. */
import { writeFileSync } from 'node:fs';
import { concatBytes } from '../../drivers/escpos/codec/bytes.ts';
import { feedAndCut } from '../../drivers/escpos/codec/commands.ts';
import { jobSetup } from '../../drivers/escpos/codec/setup.ts';
import { epson80mm203dpi } from '../../drivers/escpos/profiles/epson-80mm-203dpi.ts';
import { composeReceipt } from './compose.ts';
import type { ReceiptKind } from './facts.ts';
import { layoutReceipt } from './layout.ts';
import { sampleFacts, sampleFines } from './sample-facts.ts';

const KINDS: readonly ReceiptKind[] = ['final', 'queued', 'checking', 'refused', 'reversed'];

const [wanted, file, sample] = process.argv.slice(2);
const kind = KINDS.find((known) => known === wanted);
if (kind === undefined || file === undefined) {
  process.stderr.write(`usage: sample-cli.ts ${KINDS.join('|')} OUT.escpos [fines]\n`);
  process.exit(64);
}
const facts = sample === 'fines' ? sampleFines(kind) : sampleFacts(kind);
const job = layoutReceipt(composeReceipt(facts), epson80mm203dpi);
const bytes = concatBytes([
  jobSetup(epson80mm203dpi),
  ...job.bands,
  feedAndCut(epson80mm203dpi.cut),
]);
writeFileSync(file, bytes);
process.stdout.write(
  `${JSON.stringify({ kind, file, bytes: bytes.length, bands: job.bands.length })}\n`,
);
