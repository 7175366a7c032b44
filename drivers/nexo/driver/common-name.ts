export type NexoEnvironment = 'test' | 'live';

const PATTERN =
  /^(legacy-terminal-certificate|[A-Za-z0-9]+-[A-Za-z0-9]+)\.(test|live)\.terminal\.adyen\.com$/u;
const LEGACY = 'legacy-terminal-certificate';

/**
 * Whether a terminal's certificate may be ours by its Common Name: the host name never matches one
 * (nexo digest §13). The legacy name carries no identity; there the sealing alone proves it.
 */
export const isOurTerminal = (
  commonName: unknown,
  poiId: string,
  environment: NexoEnvironment,
): boolean => {
  if (typeof commonName !== 'string') return false;
  const [, name, found] = PATTERN.exec(commonName) ?? [];
  return found === environment && (name === LEGACY || name === poiId);
};
