import type { EngineService } from '../../contract/engine-api.ts';
import type { Identity } from './identity.ts';

/** What screens may ask of it; without one nobody can tell. */
export const identityService = (
  identity: Pick<Identity, 'now' | 'enrol'> | null,
): Pick<EngineService, 'identity' | 'enrol'> => ({
  identity: () => identity?.now() ?? null,
  enrol: (typed) =>
    identity === null
      ? Promise.resolve({ accepted: false, problem: 'notNow' })
      : identity.enrol(typed),
});
