import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drillStatement, reportSignatureSchema } from '../../../contract/drill-report.ts';
import { DRILL_STEPS, type DrillEntry } from '../../../contract/technician-drill.ts';
import ar from '../../../locales/ar/technician.json' with { type: 'json' };
import en from '../../../locales/en/technician.json' with { type: 'json' };
import { ensureKioskKey, type KioskKey } from '../../keys/kiosk-key.ts';
import { temporaryFolder } from '../../testing/sample.ts';
import { createDrillDesk, type DrillDesk } from './desk.ts';
import type { FaultDrill } from './drill.ts';
import { drillPlan, type DrillPaper } from './report.ts';

const at = '2026-11-22T13:40:00.000Z';
const all = (change: Partial<DrillEntry> = {}): readonly DrillEntry[] =>
  DRILL_STEPS.map((step) => ({
    step,
    state: 'passed',
    code: null,
    beganAt: at,
    endedAt: '2026-11-22T13:40:42.000Z',
    ...(step === 'cover' ? change : {}),
  }));
const about = {
  kiosk: { id: 'KSK-7', place: { ar: 'مجمع السيف', en: 'Seef Mall' } },
  version: '0.1.0',
  devices: [['terminal', '/dev/ttyUSB0']],
  atMs: Date.parse(at),
} as const;
const paper = (entries: readonly DrillEntry[], language: 'ar' | 'en'): DrillPaper => ({
  ...about,
  language,
  entries,
  who: { number: '1001', name: 'Muna' },
  keyId: '0123456789abcdef',
});

let folder: ReturnType<typeof temporaryFolder>;
let stick: string;
let key: KioskKey;
let forgotten: number;
let desk: DrillDesk;

beforeEach(() => {
  folder = temporaryFolder();
  stick = join(folder.path, 'stick');
  key = ensureKioskKey(folder.path);
  forgotten = 0;
  const drill = {
    entries: () => all(),
    forget: () => {
      forgotten += 1;
    },
    look: () => false,
  } as Partial<FaultDrill> as FaultDrill;
  desk = createDrillDesk({
    drill,
    key,
    paper: () => about,
    who: () => ({ number: '1001', name: 'Muna' }),
    folders: () => [join(folder.path, 'full'), stick],
  });
  desk.show(true);
});
afterEach(() => {
  folder.remove();
});

test.each([
  ['ar', {}, ar.drill.verdict.passed],
  ['en', {}, en.drill.verdict.passed],
  ['en', { state: 'failed', code: 'cameNotBack' }, en.drill.verdict.failed],
  ['ar', { state: 'notDone', code: 'notPossible' }, ar.drill.verdict.incomplete],
] as const)('the paper says in %s what became of it: %o', (language, change, verdict) => {
  const text = JSON.stringify(drillPlan(paper(all(change), language)));
  expect(text).toContain(`"text":"${verdict}"`);
  for (const said of ['KSK-7', 'Muna (1001)', '42 ', '0123456789abcdef', '/dev/ttyUSB0'])
    expect(text).toContain(said);
});

test('the PDF lies with the kiosk’s signature over it on the first place that takes both', () => {
  writeFileSync(join(folder.path, 'full'), 'a file where a folder should be');
  const path = desk.report('ar');
  expect(dirname(path ?? '')).toBe(stick);
  const bytes = readFileSync(path ?? '');
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  const beside = reportSignatureSchema.parse(
    JSON.parse(readFileSync(`${path ?? ''}.signature`, 'utf8')),
  );
  expect(beside.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(beside.keyId).toBe(key.keyId);
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: key.publicKey },
    format: 'jwk',
  });
  const holds = (kioskId: string): boolean =>
    verify(
      null,
      Buffer.from(drillStatement({ ...beside, kioskId })),
      publicKey,
      Buffer.from(beside.signature, 'base64url'),
    );
  expect(holds('KSK-7')).toBe(true);
  expect(holds('KSK-8')).toBe(false);
  expect(readdirSync(stick)).toHaveLength(2);
  expect(desk.shown()).toMatchObject({ report: path, notWritten: false });
  expect(forgotten).toBe(1);
});

test('where no place takes it the drill stays, and the screen says so', () => {
  writeFileSync(join(folder.path, 'full'), '');
  writeFileSync(stick, '');
  expect(desk.report('en')).toBeNull();
  expect(desk.shown()).toMatchObject({ report: null, notWritten: true });
  expect(forgotten).toBe(0);
});
