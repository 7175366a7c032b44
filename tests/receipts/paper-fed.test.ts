/** The paper the driver counts is the paper the simulated printer feeds. */
import { describe, expect, it } from 'vitest';
import { createPaperCounter } from '../../drivers/escpos/driver/paper-fed.ts';
import { epson80mm203dpi } from '../../drivers/escpos/profiles/epson-80mm-203dpi.ts';
import { generic80mm } from '../../drivers/escpos/profiles/generic-80mm.ts';
import { layoutFor } from '../../engine/receipts/layout-for.ts';
import { sampleFacts } from '../../engine/receipts/sample-facts.ts';
import { sheetOf } from './paper.ts';

const DOTS_PER_MM = 203 / 25.4;

describe.each([epson80mm203dpi, generic80mm])('on $name', (profile) => {
  it.each(['final', 'queued', 'refused'] as const)('%s, to a millimetre', (kind) => {
    const { bands } = layoutFor(profile)(sampleFacts(kind));
    const paper = createPaperCounter(profile);
    for (const band of bands) paper.push(band);
    const fed = paper.take();
    expect(fed).toBeGreaterThan(100);
    expect(Math.abs(fed - sheetOf(bands, 'blank').height / DOTS_PER_MM)).toBeLessThan(1);
  });
});
