import type { Clock } from '../../contract/clock.ts';
import type { Service } from '../../contract/catalogue.ts';
import type { RandomBytes } from '../../contract/ids.ts';
import type { Tawasul } from '../../contract/tawasul.ts';
import type { Database } from '../database/schema.ts';
import type { CatalogueKey } from '../keys.ts';
import type { Store } from '../store/port.ts';
import type { ConsoleOptions } from './options.ts';

export type ConsoleDeps = {
  readonly db: Database;
  readonly clock: Clock;
  readonly options: ConsoleOptions;
  /** Who can be written to, and by when they answer. */
  readonly tawasul: Tawasul | undefined;
  /** Signs what kiosks are to do. */
  readonly commandKey: CatalogueKey;
  /** What a payment that was kept apart is posted with. */
  readonly posting: {
    readonly store: Store;
    readonly services: readonly Service[];
    readonly random: RandomBytes;
  };
  /** The address in the browser, without a slash at its end. */
  readonly origin: () => string;
};
