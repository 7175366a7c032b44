import type { Clock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import type { ConnectContext } from '../../engine/devices/open-link.ts';
import type { DeviceTree } from '../../drivers/discovery/tree.ts';
import type { Command } from '../processes/run-command.ts';
import type { DevicesOptions } from './options.ts';
import type { Words } from './texts.ts';

/** Where a command stands: what was asked, the configuration, and where it may speak. */
export type Desk = {
  readonly options: DevicesOptions;
  /** `null`: none was named. Commands that need one are not begun without. */
  readonly config: KioskConfig | null;
  readonly words: Words;
  readonly clock: Clock;
  readonly tree: DeviceTree;
  /** A sentence for a person; not with `--json`. */
  readonly say: (text: string) => void;
  /** One line of JSON; only with `--json`. */
  readonly tell: (value: object) => void;
  readonly command: Command;
  /** To open the configured devices with. */
  readonly context: ConnectContext;
};
