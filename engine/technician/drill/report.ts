import { createHash } from 'node:crypto';
import { drillStatement, SIGNATURE_ENDING } from '../../../contract/drill-report.ts';
import type { KioskConfig } from '../../../contract/config.ts';
import type { Language } from '../../../contract/language.ts';
import type { DeviceRoleName } from '../../../contract/technician-devices.ts';
import type { DrillEntry } from '../../../contract/technician-drill.ts';
import arDevices from '../../../locales/ar/devices.json' with { type: 'json' };
import ar from '../../../locales/ar/technician.json' with { type: 'json' };
import enDevices from '../../../locales/en/devices.json' with { type: 'json' };
import en from '../../../locales/en/technician.json' with { type: 'json' };
import type { PdfPlan } from '../../../pdf/plan.ts';
import { writePdf } from '../../../pdf/write.ts';
import type { KioskKey } from '../../keys/kiosk-key.ts';
import { bahrainTime } from '../../receipts/bahrain-time.ts';
import type { HandedOut } from '../hand-out.ts';
import { stampOf } from '../hand-out.ts';

const ALL = { ar, en };
const DEVICES = { ar: arDevices, en: enDevices };

export type DrillPaper = {
  readonly language: Language;
  readonly entries: readonly DrillEntry[];
  readonly kiosk: Pick<KioskConfig['kiosk'], 'id' | 'place'>;
  readonly who: { readonly number: string; readonly name: string };
  readonly version: string;
  readonly devices: readonly (readonly [role: DeviceRoleName, where: string])[];
  readonly keyId: string;
  readonly atMs: number;
};

/** Dates, paths and keys stand left to right in either language. */
const ltr = (text: string): string => `\u2066${text}\u2069`;

const seconds = (entry: DrillEntry, unit: string): string =>
  entry.beganAt === null || entry.endedAt === null
    ? '–'
    : `${String(Math.max(0, Math.round((Date.parse(entry.endedAt) - Date.parse(entry.beganAt)) / 1_000)))} ${unit}`;

/** What the paper says. Passed as a whole only where every step is. */
export const drillPlan = (paper: DrillPaper): PdfPlan => {
  const words = ALL[paper.language].drill;
  const { entries, kiosk, who } = paper;
  const passed = entries.filter(({ state }) => state === 'passed').length;
  const verdict =
    passed === entries.length
      ? words.verdict.passed
      : entries.some(({ state }) => state === 'failed')
        ? words.verdict.failed
        : words.verdict.incomplete;
  const title = words.report.title;
  return {
    title: `${title} ${kiosk.id}`,
    parts: [
      {
        language: paper.language,
        foot: (page, pages) =>
          ltr(`${kiosk.id} · ${bahrainTime(paper.atMs)} · ${String(page)}/${String(pages)}`),
        blocks: [
          { kind: 'heading', text: title },
          { kind: 'heading', level: 2, text: verdict },
          {
            kind: 'facts',
            rows: [
              [words.report.kiosk, ltr(kiosk.id)],
              [words.report.place, kiosk.place[paper.language]],
              [words.report.at, ltr(bahrainTime(paper.atMs))],
              [words.report.by, `${who.name} (${who.number})`],
              [words.report.version, paper.version],
            ],
          },
          {
            kind: 'table',
            columns: [
              { label: words.report.step, share: 2 },
              { label: words.report.result },
              { label: words.report.took, figures: true },
              { label: words.report.note, share: 3 },
            ],
            rows: entries.map((entry) => [
              words.step[entry.step],
              words.state[entry.state],
              seconds(entry, words.report.seconds),
              entry.code === null ? '' : words.code[entry.code],
            ]),
          },
          { kind: 'heading', level: 2, text: words.report.devices },
          {
            kind: 'facts',
            rows: paper.devices.map(([role, where]) => [
              DEVICES[paper.language].role[role],
              ltr(where),
            ]),
          },
          { kind: 'paragraph', quiet: true, text: `${words.report.signed} ${ltr(paper.keyId)}` },
        ],
      },
    ],
  };
};

/** The PDF and, beside it, the kiosk's signature over its hash. */
export const drillPapers = (
  paper: DrillPaper,
  key: Pick<KioskKey, 'keyId' | 'sign'>,
): readonly [HandedOut, HandedOut] => {
  const bytes = writePdf(drillPlan(paper));
  const name = `khidma-drill-${paper.kiosk.id}-${stampOf(paper.atMs)}.pdf`;
  const kioskId = paper.kiosk.id;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const signature = key.sign(Buffer.from(drillStatement({ kioskId, sha256 })));
  const beside = { kioskId, keyId: key.keyId, sha256, signature };
  return [
    { name, bytes },
    { name: name + SIGNATURE_ENDING, bytes: Buffer.from(`${JSON.stringify(beside, null, 2)}\n`) },
  ];
};
