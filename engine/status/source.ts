import type { DeviceState } from '../../contract/devices.ts';
import type { StatusReport } from '../../contract/status-report.ts';
import type { OutOfService } from '../../contract/view.ts';
import type { Clock } from '../../contract/clock.ts';
import type { CabinetRole } from '../devices/cabinet-role.ts';
import type { PrinterRole } from '../devices/printer-role.ts';
import type { TerminalRole } from '../devices/terminal-role.ts';
import type { TrustedClock } from '../health/trusted-clock.ts';
import type { Journal } from '../journal/journal.ts';
import type { ExposureLevel, ExposureMeter } from '../payments/exposure.ts';
import type { Readers } from '../view.ts';

/** What a report says, apart from when. */
export type StatusFacts = Pick<
  StatusReport,
  'catalogueVersion' | 'paperLeft' | 'exposure' | 'inDoubt'
> & { readonly states: Readonly<Record<string, string>> };

export type StatusSource = {
  readonly facts: () => StatusFacts;
  /** Something may have changed. */
  readonly onChange: (listener: () => void) => () => void;
};

const LEVELS: Readonly<Record<ExposureLevel, string>> = {
  0: 'low',
  50: 'half',
  80: 'high',
  100: 'full',
};

/** Of a printer that is away nothing more is known. */
const AWAY: readonly DeviceState[] = ['offline', 'powerOff', 'noDevice'];

/** What the operators are told, from the parts that know it. */
export const createStatusSource = (deps: {
  readonly clock: Clock;
  readonly journal: Pick<Journal, 'inStates' | 'onCommit'>;
  readonly terminal: Pick<TerminalRole, 'status' | 'onChange'>;
  readonly printer: Pick<PrinterRole, 'status' | 'onChange'>;
  readonly readers: Readers;
  readonly cabinet: Pick<CabinetRole, 'status' | 'onChange'> | null;
  readonly trusted: Pick<TrustedClock, 'quality'>;
  readonly exposure: { readonly meter: () => ExposureMeter };
  readonly catalogue: { readonly version: () => number | null };
  readonly gatewayOnline: () => boolean;
  readonly cardsAccepted: () => boolean;
  readonly closed: () => OutOfService | null;
}): StatusSource => {
  const { journal, terminal, printer, readers, cabinet, exposure } = deps;
  const cabinetStates = (): Record<string, string> => {
    if (cabinet === null) return {};
    const { state, door, tampered, power } = cabinet.status();
    return {
      cabinet: state,
      ...(door === null ? {} : { door }),
      ...(tampered === null ? {} : { tamper: tampered ? 'yes' : 'no' }),
      ...(power === null ? {} : { power }),
    };
  };
  return {
    facts: () => {
      const paper = printer.status();
      const doubtful = journal.inStates(['inDoubt']);
      const oldestMs = Math.min(...doubtful.map(({ intentAtMs }) => intentAtMs));
      const { fils, count, oldestAgeMs, level } = exposure.meter();
      return {
        states: {
          sales: deps.closed() ?? (deps.cardsAccepted() ? 'open' : 'terminalAway'),
          gateway: deps.gatewayOnline() ? 'online' : 'offline',
          terminal: terminal.status().state,
          printer: paper.state,
          ...(AWAY.includes(paper.state)
            ? {}
            : { paper: paper.paper, cover: paper.coverOpen ? 'open' : 'closed' }),
          ...Object.fromEntries(
            Object.entries(readers).map(([role, reader]) => [role, reader.state()]),
          ),
          ...cabinetStates(),
          inDoubt: doubtful.length === 0 ? 'none' : 'some',
          exposure: LEVELS[level],
          clock: deps.trusted.quality(),
        },
        catalogueVersion: deps.catalogue.version(),
        paperLeft: paper.receiptsLeft,
        exposure: { fils, payments: count, oldestAgeMs: Math.max(0, Math.round(oldestAgeMs)) },
        inDoubt: {
          payments: doubtful.length,
          oldestAgeMs:
            doubtful.length === 0 ? 0 : Math.max(0, Math.round(deps.clock.wallMs() - oldestMs)),
        },
      };
    },
    onChange: (listener) => {
      const stops = [
        journal.onCommit(listener),
        terminal.onChange(listener),
        printer.onChange(listener),
        ...Object.values(readers).map((reader) => reader.onChange(listener)),
        ...(cabinet === null ? [] : [cabinet.onChange(listener)]),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
};
