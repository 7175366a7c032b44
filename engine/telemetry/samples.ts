import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { EngineService } from '../../contract/engine-api.ts';
import type { CabinetRole } from '../devices/cabinet-role.ts';
import type { PrinterRole } from '../devices/printer-role.ts';
import type { TerminalRole } from '../devices/terminal-role.ts';
import type { Readers } from '../view.ts';
import type { Sample } from './encode.ts';

export type Watched = {
  readonly service: Pick<EngineService, 'exposure'>;
  readonly terminal: Pick<TerminalRole, 'status' | 'onChange'>;
  readonly printer: Pick<PrinterRole, 'status' | 'onChange'>;
  readonly readers: Readers;
  readonly cabinet: Pick<CabinetRole, 'status' | 'onChange'> | null;
};

const gauge = (name: string, unit: string, value: number, device?: string): Sample => ({
  name: `khidma.${name}`,
  unit,
  value,
  ...(device === undefined ? {} : { device }),
});

/** What the kiosk owes and how its devices are, as numbers. */
export const sampleKiosk = ({
  service,
  terminal,
  printer,
  readers,
  cabinet,
}: Watched): readonly Sample[] => {
  const exposure = service.exposure();
  const { receiptsLeft } = printer.status();
  const online = (device: string, state: string): Sample =>
    gauge('device.online', '1', state === 'online' ? 1 : 0, device);
  return [
    gauge('exposure', 'fils', exposure.storedFils),
    gauge('exposure.payments', '{payment}', exposure.storedPayments),
    gauge('exposure.oldest', 'ms', exposure.oldestAgeMs),
    gauge('exposure.used', '1', Math.max(...Object.values(exposure.used))),
    gauge('queue', '{payment}', exposure.unfinished),
    gauge('unclear', '{payment}', exposure.unclear),
    ...(receiptsLeft === null ? [] : [gauge('paper.left', '{receipt}', receiptsLeft)]),
    online('terminal', terminal.status().state),
    online('printer', printer.status().state),
    ...Object.entries(readers).map(([role, reader]) => online(role, reader.state())),
    ...(cabinet === null ? [] : [online('cabinet', cabinet.status().state)]),
  ];
};

export type ProcessSamples = { readonly take: () => readonly Sample[]; readonly stop: () => void };

/** The engine's own process: memory, and how late its timers came since the last sample. */
export const sampleProcess = (): ProcessSamples => {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const ms = (nanos: number): number => (Number.isFinite(nanos) ? nanos / 1e6 : 0);
  return {
    take: () => {
      const { rss, heapUsed } = process.memoryUsage();
      const samples = [
        gauge('process.memory', 'By', rss),
        gauge('process.heap', 'By', heapUsed),
        gauge('process.uptime', 's', Math.floor(process.uptime())),
        gauge('loop.delay.p99', 'ms', ms(delay.percentile(99))),
        gauge('loop.delay.most', 'ms', ms(delay.max)),
      ];
      delay.reset();
      return samples;
    },
    stop: () => {
      delay.disable();
    },
  };
};

type Told = (event: string, fields: Readonly<Record<string, string | boolean>>) => void;

/** A line whenever what a device says of itself changes: this is what somebody looks for afterwards. */
export const tellDevices = (
  { terminal, printer, readers, cabinet }: Watched,
  tell: Told,
): (() => void) => {
  type Said = Readonly<Record<string, string | boolean>>;
  const watch = (
    role: string,
    onChange: (listener: () => void) => () => void,
    said: () => Said,
  ): (() => void) => {
    // At first every device is away; one that stays so is told by whoever tries to open it.
    const first = said();
    let last = first['state'] === 'online' ? '' : JSON.stringify(first);
    const look = (): void => {
      const now = said();
      const text = JSON.stringify(now);
      if (text === last) return;
      last = text;
      tell(now['state'] === 'online' ? 'device.state' : 'device.away', { role, ...now });
    };
    look();
    return onChange(look);
  };
  const known = (fields: Readonly<Record<string, string | boolean | null>>): Said =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)) as Said;
  const stops = [
    watch('terminal', terminal.onChange, () => ({ state: terminal.status().state })),
    watch('printer', printer.onChange, () => {
      const { state, paper, coverOpen } = printer.status();
      return { state, paper, coverOpen };
    }),
    ...Object.entries(readers).map(([role, reader]) =>
      watch(role, reader.onChange, () => ({ state: reader.state() })),
    ),
    ...(cabinet === null
      ? []
      : [
          watch('cabinet', cabinet.onChange, () => {
            const { state, door, power, tampered } = cabinet.status();
            return known({ state, door, power, tampered });
          }),
        ]),
  ];
  return () => {
    for (const stop of stops) stop();
  };
};
