import type { KioskConfig } from '../../contract/config.ts';
import { describeConfigProblem, EXIT_CONFIG, loadConfig } from '../../engine/config/load-config.ts';
import { RigError } from './rig-error.ts';

/** The configuration that `KIOSK_CONFIG` names, or null where it is not set. A bad one ends with 78. */
export const givenConfig = (
  env: Readonly<Record<string, string | undefined>> = process.env,
): KioskConfig | null => {
  const path = env['KIOSK_CONFIG'];
  if (path === undefined || path === '') return null;
  const loaded = loadConfig(path);
  if (!loaded.ok) throw new RigError(describeConfigProblem(loaded.error), EXIT_CONFIG);
  return loaded.value;
};
