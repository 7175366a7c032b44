import type { Clock } from '../../contract/clock.ts';
import type { Tawasul } from '../../contract/tawasul.ts';
import type { Database } from '../database/schema.ts';
import type { ConsoleOptions } from './options.ts';

export type ConsoleDeps = {
  readonly db: Database;
  readonly clock: Clock;
  readonly options: ConsoleOptions;
  /** Who can be written to, and by when they answer. */
  readonly tawasul: Tawasul | undefined;
  /** The address in the browser, without a slash at its end. */
  readonly origin: () => string;
};
