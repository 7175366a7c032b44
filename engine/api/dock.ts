import type { DockAct } from '../../contract/engine-api.ts';
import type { KioskConfig } from '../../contract/config.ts';
import { sendControl } from '../../drivers/simulator-kit/control-client.ts';

type Target = keyof NonNullable<KioskConfig['simulators']>;

const COMMANDS: Readonly<
  Record<
    DockAct,
    { readonly to: Target; readonly request: { do: string; [field: string]: unknown } }
  >
> = {
  insertCard: { to: 'terminal', request: { do: 'insertCard' } },
  declineNext: { to: 'terminal', request: { do: 'decline' } },
  removeCard: { to: 'terminal', request: { do: 'removeCard' } },
  pullReader: { to: 'terminal', request: { do: 'unplug' } },
  plugReader: { to: 'terminal', request: { do: 'plug' } },
  paperOut: { to: 'printer', request: { do: 'paper', state: 'out' } },
  paperLow: { to: 'printer', request: { do: 'paper', state: 'low' } },
  paperFull: { to: 'printer', request: { do: 'paper', state: 'full' } },
  openCover: { to: 'printer', request: { do: 'cover', open: true } },
  closeCover: { to: 'printer', request: { do: 'cover', open: false } },
  unplugPrinter: { to: 'printer', request: { do: 'unplug' } },
  plugPrinter: { to: 'printer', request: { do: 'plug' } },
  cutNetwork: { to: 'network', request: { do: 'cut' } },
  restoreNetwork: { to: 'network', request: { do: 'restore' } },
  scanBill: { to: 'scanner', request: { do: 'scan', text: 'EWA12345678202611' } },
  scanNonsense: { to: 'scanner', request: { do: 'scan', text: '5012345678900' } },
  openDoor: { to: 'cabinet', request: { do: 'door', state: 'open' } },
  closeDoor: { to: 'cabinet', request: { do: 'door', state: 'closed' } },
  powerAway: { to: 'cabinet', request: { do: 'power', state: 'battery' } },
  powerBack: { to: 'cabinet', request: { do: 'power', state: 'mains' } },
};

/** Passes a mishap on to its simulator. False in production, without simulators, or where refused. */
export const dockAct = async (config: KioskConfig, act: DockAct): Promise<boolean> => {
  if (config.mode !== 'development' || config.simulators === undefined) return false;
  const { to, request } = COMMANDS[act];
  const socket = config.simulators[to];
  if (socket === undefined) return false;
  const sent = await sendControl(socket, request);
  return sent.ok;
};
