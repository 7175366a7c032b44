import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noCrash } from './crash-points.ts';
import { openJournal } from './open-journal.ts';
import { createFakeClock } from './testing/fake-clock.ts';
import { approvedPayment, confirmedPayment, paymentOf, refusedPayment } from './testing/lives.ts';
import { beginPayment, temporaryFolder, type Bench } from './testing/sample.ts';
import { stageConfig } from './testing/visit-stage.ts';

const clock = createFakeClock();
let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => {
  folder.remove();
});
const open = () => openJournal(stageConfig(folder.path), { clock, crash: noCrash });

/** Open, for as long as `use` takes; the power goes when it ends. */
const run = <T>(use: (bench: Bench) => T): T => {
  const opened = open();
  if (!opened.ok) throw new Error(opened.error.detail);
  let made = 0;
  const bench: Bench = {
    ...opened.value,
    folder: folder.path,
    newId: () => {
      made += 1;
      return `019ab3c4-5d6e-7f00-8a1b-${String(made).padStart(12, '0')}` as never;
    },
  };
  try {
    return use(bench);
  } finally {
    bench.mirror.close();
    bench.journal.close();
  }
};

test('after the power went, every payment is in a state from which something follows', () => {
  const ids = run((bench) => [
    beginPayment(bench),
    approvedPayment(bench),
    confirmedPayment(bench),
    refusedPayment(bench),
  ]);
  run((bench) => {
    expect(ids.map((id) => paymentOf(bench, id).state)).toEqual([
      'inDoubt',
      'inDoubt',
      'confirmed',
      'refused',
    ]);
    expect(ids.map((id) => bench.journal.outbox.row(id, 'payment')?.status ?? null)).toEqual([
      null,
      'held',
      'released',
      'done',
    ]);
  });
});

test('without the key that sealed it nothing is begun, and nothing in it is given up', () => {
  run((bench) => confirmedPayment(bench));
  rmSync(join(folder.path, 'keys', 'seal.key'));
  expect(open()).toMatchObject({ ok: false, error: { code: 'otherKey' } });
  expect(open()).toMatchObject({ ok: false, error: { code: 'otherKey' } }); // and it is not in use
});
