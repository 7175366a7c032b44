import type { ModelStore } from '../../../central/store/model/store.ts';
import type { Storage } from '../../../engine/open-journal.ts';
import type { GatewayFetch } from '../../../engine/gateway/client.ts';
import type { EngineDeps } from '../../../engine/engine-deps.ts';
import type { SimulatedDisk } from '../disk/disk.ts';

/** One safeguard broken on purpose, from outside: how a mutation shows that the simulation would see it. */
export type Sabotage = {
  readonly storage?: (storage: Storage, disk: SimulatedDisk) => Storage;
  readonly engine?: (deps: EngineDeps) => EngineDeps;
  readonly central?: (store: ModelStore) => ModelStore;
  readonly fetch?: (fetch: GatewayFetch) => GatewayFetch;
};
