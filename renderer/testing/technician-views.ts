/** The staff's screens. */
import type { TechnicianView } from '../../contract/technician.ts';
import type { PaymentId } from '../../contract/ids.ts';
import type { Settings } from '../../contract/technician-settings.ts';
import type { Condition } from '../../contract/technician-condition.ts';
import type { Drill } from '../../contract/technician-drill.ts';
import type { TechnicianJournal } from '../../contract/technician-journal.ts';
import type { Numbers, OpenPayment } from '../../contract/technician-numbers.ts';
import type { KioskView } from '../../contract/view.ts';
import { viewOf } from './view-of.ts';

export const staffView: TechnicianView = {
  revision: 1,
  who: { number: '1001', name: 'منى الدوسري' },
  idleWarning: null,
  devices: [
    {
      role: 'terminal',
      driver: 'zvt',
      where: '/dev/serial/by-path/pci-0000:00:14.0-usb-0:2:1.0',
      state: 'online',
      problem: null,
      printer: null,
      cabinet: null,
    },
    {
      role: 'printer',
      driver: 'escpos',
      where: '04b8:0202, port 1-4',
      state: 'noDevice',
      problem: {
        code: 'swapped',
        detail:
          'found instead: 0c2e:0aaf “Honeywell Vuquest”, serial 18204B, port 1-4 (/dev/ttyACM1)',
      },
      printer: {
        state: 'noDevice',
        paper: 'unknown',
        coverOpen: false,
        media: null,
        receiptsLeft: 412,
      },
      cabinet: null,
    },
    {
      role: 'scanner',
      driver: 'scanner',
      where: '0c2e:0aaf, serial 18204B',
      state: 'online',
      problem: null,
      printer: null,
      cabinet: null,
    },
    {
      role: 'cabinet',
      driver: 'cabinet',
      where: '2341:8036, serial 55739323',
      state: 'online',
      problem: null,
      printer: null,
      cabinet: {
        door: 'open',
        keySwitch: 'on',
        tampered: false,
        power: 'mains',
        headset: null,
      },
    },
  ],
  trial: null,
  plugged: [
    {
      id: '/dev/ttyACM0',
      kind: 'serial',
      name: '04b8:0202 “EPSON TM-T88VI”, serial X5NP012345, port 1-3',
      likely: [{ role: 'printer', how: 'likely', because: 'knownMaker', name: 'Epson' }],
      keyboardMode: false,
      boundTo: ['scanner'],
      fits: ['terminal', 'printer', 'scanner', 'idReader', 'cabinet'],
    },
    {
      id: '/dev/ttyACM1',
      kind: 'serial',
      name: '0c2e:0aaf “Honeywell Vuquest”, serial 18204B, port 1-4',
      likely: [{ role: 'scanner', how: 'likely', because: 'knownMaker', name: 'Honeywell' }],
      keyboardMode: false,
      boundTo: ['printer'],
      fits: ['terminal', 'printer', 'scanner', 'idReader', 'cabinet'],
    },
    {
      id: '/dev/hidraw3',
      kind: 'hid',
      name: '0801:0001 “Mag-Tek USB Swipe Reader”, no serial number, port 1-2.4',
      likely: [],
      keyboardMode: true,
      boundTo: [],
      fits: ['scanner', 'magstripe'],
    },
  ],
  binding: null,
  listening: null,
  network: null,
  sound: 'quiet',
  numbers: null,
  settings: null,
  drill: null,
  condition: null,
  journal: null,
  lock: null,
};

const waiting = (
  end: string,
  number: string,
  state: OpenPayment['state'],
  fils: number,
  at: string,
): OpenPayment => ({
  paymentId: `019a9b3c-5a00-7000-8000-${end.padStart(12, '0')}` as PaymentId,
  number,
  state,
  fils,
  at,
  attempts: state === 'confirmed' ? 14 : 3,
  sendable: state === 'confirmed',
});
const first = waiting('1', '7K2M-9QXD-04TB', 'confirmed', 32_569, '2026-11-22T08:14:09.000Z');

export const someNumbers: Numbers = {
  fils: 154_069,
  payments: 3,
  oldestAt: first.at,
  usedPercent: 31,
  nearestCap: 'fils',
  open: [
    first,
    waiting('2', '1F0C-77AR-Z2KE', 'inDoubt', 71_500, '2026-11-22T08:31:55.000Z'),
    waiting('3', '55WD-0G1X-PMQ8', 'quarantined', 50_000, '2026-11-22T09:02:40.000Z'),
  ],
  looked: null,
};
export const aStory: NonNullable<Numbers['looked']> = {
  payment: first,
  steps: [
    { what: 'intent', at: '2026-11-22T08:13:31.000Z', code: null },
    { what: 'authorising', at: '2026-11-22T08:13:31.000Z', code: null },
    { what: 'approved', at: '2026-11-22T08:14:09.000Z', code: null },
    { what: 'confirmed', at: '2026-11-22T08:14:12.000Z', code: 'completion' },
    { what: 'receiptPrinted', at: '2026-11-22T08:14:19.000Z', code: null },
    { what: 'visitEnded', at: '2026-11-22T08:14:40.000Z', code: null },
  ],
};

export const someSettings: Settings = {
  fields: [
    ['kiosk.place.ar', 'مجمع السيف، البوابة 4', 'arabicText', 1, 60],
    ['kiosk.place.en', 'Seef Mall, gate 4', 'text', 1, 60],
    ['kiosk.nearest.ar', '', 'arabicText', 1, 80],
    ['kiosk.nearest.en', '', 'text', 1, 80],
    ['kiosk.cardReader', 'right', 'choice', 0, 0],
    ['kiosk.panel.heightMm', '598', 'number', 100, 2_000],
    ['kiosk.panel.lowerEdgeMm', '800', 'number', 0, 1_800],
    ['timing.idleWarningMs', '45', 'number', 1, 600],
    ['timing.idleWipeMs', '20', 'number', 1, 600],
    ['gateway.url', 'https://gateway.khidma.example/', 'text', 8, 300],
  ].map(([path, value, kind, least, most]) => ({
    ...({ path, value, kind, least, most } as Settings['fields'][number]),
    options: kind === 'choice' ? ['below', 'left', 'right'] : [],
  })),
  proposal: null,
  history: [
    {
      number: 2,
      at: '2026-11-20T09:40:00.000Z',
      who: { number: '1001', name: 'منى الدوسري' },
      why: 'moved',
      state: 'kept',
      changes: [{ path: 'kiosk.place.en', from: 'Seef Mall', to: 'Seef Mall, gate 4' }],
    },
    {
      number: 1,
      at: '2026-11-20T09:39:58.000Z',
      who: null,
      why: 'found',
      state: 'kept',
      changes: [],
    },
  ],
  files: ['/media/stick/khidma-KSK-1.json'],
  exported: null,
};
export const aProposal: NonNullable<Settings['proposal']> = {
  changes: [
    { path: 'kiosk.panel.lowerEdgeMm', from: '800', to: '950' },
    { path: 'timing.idleWarningMs', from: '45000', to: '60000' },
    { path: 'devices.printer.baudRate', from: null, to: '38400' },
  ],
  problem: null,
};

const attract = viewOf({ name: 'attract', cardsAccepted: true, payable: [], notices: [] });

export const asking: KioskView = { ...attract, staff: { at: 'asking', lockedMs: null } };
export const locked: KioskView = { ...attract, staff: { at: 'asking', lockedMs: 754_000 } };
export const inside: KioskView = { ...attract, staff: { at: 'in', lockedMs: null } };

const began = '2026-11-22T08:14:09.000Z';
export const aDrill: Drill = {
  entries: [
    { step: 'reader', state: 'passed', code: null, beganAt: began, endedAt: began },
    { step: 'cover', state: 'undo', code: null, beganAt: began, endedAt: null },
    { step: 'network', state: 'failed', code: 'cameNotBack', beganAt: began, endedAt: began },
    { step: 'power', state: 'waiting', code: null, beganAt: null, endedAt: null },
  ],
  report: null,
  notWritten: false,
};
export const drillOver: Drill = {
  ...aDrill,
  entries:
    aDrill.entries?.map((entry) => ({ ...entry, state: 'passed', code: null, endedAt: began })) ??
    null,
};

export const aCondition: Condition = {
  version: '0.1.0',
  kioskId: 'KSK-1',
  engineSince: '2026-11-21T03:02:11.000Z',
  machineSince: '2026-11-02T05:41:00.000Z',
  paper: { left: 412, tenthsPerDay: 1_204, days: 3 },
  uptime: [
    { day: '2026-11-22', seconds: 43_200, ranSeconds: 43_200, soldSeconds: 41_900 },
    { day: '2026-11-21', seconds: 86_400, ranSeconds: 86_310, soldSeconds: 84_100 },
    { day: '2026-11-20', seconds: 86_400, ranSeconds: 71_002, soldSeconds: 60_800 },
  ],
  bundle: null,
  notWritten: false,
};

export const aJournal: TechnicianJournal = {
  days: ['2026-11-22', '2026-11-21', '2026-11-20', '2026-11-19', '2026-11-18', '2026-11-17'],
  found: null,
  acts: [
    { at: '2026-11-22T09:02:40.000Z', who: '1001', deed: 'tried', detail: 'printer · printed' },
    { at: '2026-11-22T09:01:10.000Z', who: '1001', deed: 'entered', detail: 'gesture' },
    { at: '2026-11-22T09:00:55.000Z', who: null, deed: 'wrongPin', detail: 'gesture' },
  ],
};
export const foundPayments: TechnicianJournal['found'] = {
  asked: { by: 'day', day: '2026-11-22' },
  payments: [first, { ...first, paymentId: someNumbers.open[1]?.paymentId ?? first.paymentId }],
  more: true,
};
