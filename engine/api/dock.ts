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
};

/** Passes a mishap on to its simulator. False in production, without simulators, or where refused. */
export const dockAct = async (config: KioskConfig, act: DockAct): Promise<boolean> => {
  if (config.mode !== 'development' || config.simulators === undefined) return false;
  const { to, request } = COMMANDS[act];
  const sent = await sendControl(config.simulators[to], request);
  return sent.ok;
};
