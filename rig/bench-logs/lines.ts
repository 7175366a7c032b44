import { wordsOf } from '../../central/telemetry/words.ts';

export type LineKind = {
  readonly event: string;
  readonly level: number;
  readonly device: string | null;
  readonly ofPayment: boolean;
  readonly fields: Readonly<Record<string, string>>;
  /** So many of 10,000 lines. */
  readonly often: number;
};

const line = (
  often: number,
  event: string,
  level: number,
  device: string | null,
  fields: Readonly<Record<string, string>> = {},
): LineKind => ({
  event,
  level,
  device,
  ofPayment: event.startsWith('payment.'),
  fields,
  often,
});

/** What a kiosk tells in a day, about as often as it does: mostly the course of its payments. */
export const LINE_KINDS: readonly LineKind[] = [
  line(480, 'payment.intent', 9, null, { clockQuality: 'synchronised' }),
  line(480, 'payment.authorising', 9, 'terminal', { driver: 'zvt' }),
  line(3_200, 'payment.terminalReply', 5, 'terminal', { kind: 'intermediateStatus' }),
  line(480, 'payment.terminalReply', 5, 'terminal', { kind: 'completion' }),
  line(450, 'payment.approved', 9, 'terminal', { from: 'statusInformation' }),
  line(445, 'payment.confirmed', 9, 'terminal', { by: 'completion' }),
  line(30, 'payment.declined', 9, 'terminal'),
  line(5, 'payment.inDoubt', 13, 'terminal', { reason: 'linkLost' }),
  line(440, 'payment.posted', 9, null),
  line(4, 'payment.refused', 13, null),
  line(1, 'payment.quarantined', 17, null, { reason: 'answerDiffers' }),
  line(450, 'payment.receiptStarted', 5, 'printer', { kind: 'final' }),
  line(445, 'payment.receiptEnded', 9, 'printer', { kind: 'final', status: 'printed' }),
  line(5, 'payment.receiptEnded', 13, 'printer', { kind: 'final', status: 'unknown' }),
  line(480, 'payment.visitEnded', 5, null),
  line(700, 'terminal.state', 9, 'terminal', { state: 'deviceBusy' }),
  line(700, 'terminal.state', 9, 'terminal', { state: 'online' }),
  line(300, 'device.state', 9, 'printer', { state: 'online', paper: 'full' }),
  line(60, 'device.away', 13, 'printer', { state: 'userError', paper: 'out' }),
  line(40, 'device.away', 13, 'scanner', { state: 'powerOff' }),
  line(240, 'device.state', 9, 'scanner', { state: 'online' }),
  line(20, 'exposure.level', 13, null, { nearest: 'fils' }),
  line(40, 'terminal.dayClosed', 9, 'terminal', { cause: 'night' }),
  line(2, 'engine.bug', 17, null, { error: 'Error payments/fold.ts:101' }),
  line(2, 'disk.short', 17, 'disk'),
  line(1, 'cabinet.tamper', 17, 'cabinet'),
];

export const wordsOfKind = ({ event, device, fields }: LineKind): readonly string[] =>
  wordsOf([event, ...Object.values(fields), ...(device === null ? [] : [device])]);
