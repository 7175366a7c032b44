import { join } from 'node:path';
import type { DevicesConfig } from '../../contract/device-config.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { CardTerminal } from '../../drivers/card-terminal.ts';
import {
  loadNexoKey,
  loadNexoTrust,
  type NexoFileProblem,
} from '../../drivers/nexo/driver/files.ts';
import type { NexoNotice } from '../../drivers/nexo/driver/notice.ts';
import { openServiceIds } from '../../drivers/nexo/driver/service-ids.ts';
import { createNexoTerminal } from '../../drivers/nexo/driver/terminal.ts';
import { hold } from '../../drivers/transport/exclusive.ts';
import type { OpenProblem } from '../../drivers/transport/transport.ts';
import type { ConnectContext } from './open-link.ts';

type NexoConfig = Extract<DevicesConfig['terminal'], { driver: 'nexo' }>;

const toOpenProblem = ({ code, where, detail }: NexoFileProblem): OpenProblem => ({
  code: code === 'openToOthers' || code === 'notReadable' ? 'notPermitted' : 'io',
  where,
  detail: code === 'missing' ? 'there is no such file' : detail,
});

/** The name under which a terminal at that address is held on this machine. */
export const nexoHoldName = ({ host, port }: { host: string; port: number }): string =>
  `tls:${host}:${String(port)}`;

/**
 * Makes ready to talk nexo to a terminal, one process at a time. There is no connection between two calls:
 * whether the terminal is there its heartbeat says. Keys are read afresh, so that new ones need no restart.
 */
export const connectNexo = (
  device: NexoConfig,
  { clock, dataFolder, random }: ConnectContext,
  onNotice: (notice: NexoNotice) => void,
): (() => Promise<Result<CardTerminal, OpenProblem>>) => {
  let nextServiceId: (() => string) | null = null;
  return async () => {
    const key = loadNexoKey(device.keyFile);
    if (!key.ok) return fail(toOpenProblem(key.error));
    const trust = loadNexoTrust(device.trustFile);
    if (!trust.ok) return fail(toOpenProblem(trust.error));
    const release = await hold(nexoHoldName(device));
    if (release === null) {
      const where = `${device.host}:${String(device.port)}`;
      return fail({ code: 'inUse', where, detail: 'another process talks to it' });
    }
    if (nextServiceId === null) {
      const ids = openServiceIds(join(dataFolder, 'nexo-service-id'), clock.wallMs());
      if (!ids.ok) {
        release();
        return fail(toOpenProblem(ids.error));
      }
      nextServiceId = ids.value;
    }
    const terminal = createNexoTerminal({
      ...device,
      trustPem: trust.value,
      key: key.value,
      clock,
      random,
      nextServiceId,
      onNotice,
    });
    return ok({
      ...terminal,
      close: async () => {
        await terminal.close();
        release();
      },
    });
  };
};
