/** What the engine's log may tell outside the kiosk: every event by name, its level, and each field by kind. */

/** OTLP's severity numbers. */
export const LEVELS = { debug: 5, info: 9, warn: 13, error: 17 } as const;
export type Level = keyof typeof LEVELS;

/**
 * `code`: a short word of a protocol or of ours. `id`: a UUID that we made. `bug`: an exception's text, of
 * which only kind and place leave. A field that is not named here never leaves the kiosk.
 */
export type FieldKind = 'code' | 'id' | 'number' | 'flag' | 'bug';

export type EventRule = {
  readonly level: Level;
  /** Whose event it is; else the field `role` says it. */
  readonly device?: string;
  readonly fields?: Readonly<Record<string, FieldKind>>;
};

const FOR_TERMINAL = { level: 'warn', device: 'terminal' } as const;

export const EVENTS: Readonly<Record<string, EventRule>> = {
  'engine.started': { level: 'info', fields: { version: 'code' } },
  'engine.stopped': { level: 'info' },
  'engine.bug': { level: 'error', fields: { error: 'bug' } },
  'engine.closed': { level: 'error', fields: { reason: 'code' } },
  'engine.opens': { level: 'info', fields: { after: 'code' } },
  'disk.refused': { level: 'error', device: 'disk', fields: { code: 'code', times: 'number' } },
  'disk.short': { level: 'error', device: 'disk' },
  'disk.enough': { level: 'info', device: 'disk' },
  'journal.recoveredFromMirror': { level: 'warn', fields: { payments: 'number' } },
  'journal.contradicted': { level: 'error' },
  'mirror.compacted': { level: 'debug' },
  'power.parked': { level: 'warn', device: 'cabinet' },
  'power.changed': { level: 'warn', device: 'cabinet', fields: { power: 'code' } },
  'cabinet.tamper': { level: 'error', device: 'cabinet', fields: { cleared: 'flag' } },
  'catalogue.refused': { level: 'warn', fields: { problem: 'code' } },
  'hold.notFreed': { level: 'debug', fields: { paymentId: 'id', kind: 'code' } },
  'command.applied': { level: 'info', fields: { commandId: 'id', state: 'code' } },
  'command.refused': { level: 'warn', fields: { commandId: 'id', reason: 'code' } },
  'remoteAct.done': { level: 'info', fields: { actId: 'id', act: 'code' } },
  'remoteAct.refused': { level: 'warn', fields: { actId: 'id', act: 'code', reason: 'code' } },
  'report.refused': { level: 'warn', fields: { what: 'code', code: 'code' } },
  'exposure.level': {
    level: 'warn',
    fields: {
      percent: 'number',
      nearest: 'code',
      storedFils: 'number',
      storedPayments: 'number',
      oldestAgeMs: 'number',
    },
  },
  'device.opened': { level: 'info', fields: { role: 'code' } },
  'device.notOpened': { level: 'warn', fields: { role: 'code', code: 'code' } },
  'device.state': {
    level: 'info',
    fields: {
      role: 'code',
      state: 'code',
      paper: 'code',
      coverOpen: 'flag',
      door: 'code',
      power: 'code',
      tampered: 'flag',
    },
  },
  'device.away': {
    level: 'warn',
    fields: {
      role: 'code',
      state: 'code',
      paper: 'code',
      coverOpen: 'flag',
      door: 'code',
      power: 'code',
      tampered: 'flag',
    },
  },
  'terminal.state': { level: 'info', device: 'terminal', fields: { state: 'code' } },
  'terminal.dayClosed': {
    level: 'info',
    device: 'terminal',
    fields: { cause: 'code', count: 'number', totalFils: 'number', journalFils: 'number' },
  },
  'terminal.totalsDiffer': {
    level: 'error',
    device: 'terminal',
    fields: { terminalFils: 'number', journalFils: 'number', unclear: 'number' },
  },
  'terminal.endOfDayFailed': { ...FOR_TERMINAL, fields: { kind: 'code', code: 'code' } },
  'terminal.cardNumberNotMasked': { level: 'error', device: 'terminal' },
  'terminal.unparsed': { ...FOR_TERMINAL, fields: { bmp: 'number' } },
  'terminal.asksFor': { ...FOR_TERMINAL, fields: { what: 'code' } },
  'terminal.unknownCommand': { ...FOR_TERMINAL, fields: { control: 'number' } },
  'receiptMessage.notTaken': { level: 'warn', fields: { id: 'id', code: 'code' } },
  'receiptMessage.givenUp': { level: 'warn', fields: { id: 'id' } },
  'receiptMessage.unreadable': { level: 'error', fields: { id: 'id' } },
  'tawasul.notTaken': { level: 'warn', fields: { id: 'id', code: 'code' } },
  'tawasul.unreadable': { level: 'error', fields: { id: 'id' } },
  'telemetry.dropped': { level: 'warn', fields: { count: 'number', why: 'code' } },
  'telemetry.noKey': { level: 'error', fields: { error: 'bug' } },
  'keys.bare': { level: 'warn' },
  'identity.stands': { level: 'warn', fields: { state: 'code' } },
  'identity.keyChanged': { level: 'warn', fields: { keyId: 'code' } },
  'telemetry.refused': { level: 'warn', fields: { code: 'code' } },
  'technician.entered': { level: 'warn', fields: { way: 'code' } },
  'technician.refused': { level: 'warn', fields: { problem: 'code', way: 'code' } },
  'technician.binding': { level: 'warn', fields: { state: 'code' } },
  'technician.drill': { level: 'info', fields: { step: 'code', state: 'code', code: 'code' } },
  'technician.left': { level: 'info', fields: { because: 'code' } },
};
