import type { Clock } from '../../contract/clock.ts';
import { NETWORK_STAGES, type NetworkStage } from '../../contract/technician-network.ts';
import type { Gateway } from '../gateway/client.ts';
import type { Probe, Probes } from './network-probes.ts';

/** As far as the kiosk's clock may be from the gateway's and still count as right. */
const MOST_SKEW_MS = 60_000;

export type NetworkTest = {
  /** `null`: not tried yet. */
  readonly stages: () => NetworkStage[] | null;
  /** False: it runs already. */
  readonly begin: () => boolean;
  readonly forget: () => void;
};

const GOOD: readonly Probe['code'][] = ['fine', 'notNeeded'];

/** Tries the way to the gateway one step after the other; what comes after a failed one means nothing. */
export const createNetworkTest = (deps: {
  readonly url: string;
  readonly clock: Clock;
  readonly gateway: Pick<Gateway, 'health'>;
  readonly probes: Probes;
  readonly onChange: () => void;
  readonly onDone: (stages: readonly NetworkStage[]) => void;
  readonly onBug: (cause: unknown) => void;
}): NetworkTest => {
  const url = new URL(deps.url);
  let stages: NetworkStage[] | null = null;
  let running = false;

  let gatewayMs: number | null = null;
  const askGateway = async (): Promise<Probe> => {
    const answer = await deps.gateway.health();
    if (answer.ok) {
      const told = Date.parse(answer.value.time);
      gatewayMs = Number.isNaN(told) ? null : told;
      return { code: 'fine', detail: url.host };
    }
    const { error } = answer;
    if (error.kind === 'away') return { code: 'noAnswer', detail: url.host };
    const isUnknown = error.kind === 'trouble' && error.detail === 'notAuthenticated';
    return { code: isUnknown ? 'notKnown' : 'trouble', detail: String(error.status) };
  };
  const compareClocks = (): Probe => {
    if (gatewayMs === null) return { code: 'trouble', detail: null };
    const skewMs = deps.clock.wallMs() - gatewayMs;
    const seconds = Math.round(skewMs / 1_000);
    return {
      code: Math.abs(skewMs) <= MOST_SKEW_MS ? 'fine' : 'skew',
      detail: `${seconds > 0 ? '+' : ''}${String(seconds)} s`,
    };
  };
  const steps: Readonly<Record<NetworkStage['stage'], () => Probe | Promise<Probe>>> = {
    link: () => deps.probes.link(url.hostname),
    dns: () => deps.probes.dns(url.hostname),
    tls: () => deps.probes.tls(url),
    gateway: askGateway,
    clock: compareClocks,
  };

  const run = async (mine: NetworkStage[]): Promise<void> => {
    const set = (index: number, change: Partial<NetworkStage>): void => {
      const before = mine[index];
      if (before !== undefined) mine[index] = { ...before, ...change };
      deps.onChange();
    };
    for (const [index, stage] of NETWORK_STAGES.entries()) {
      set(index, { state: 'running' });
      const { code, detail } = await steps[stage]();
      const good = GOOD.includes(code);
      set(index, { state: good ? 'good' : 'bad', code, detail });
      if (!good) break;
    }
    running = false;
    deps.onDone(mine);
    deps.onChange();
  };

  return {
    stages: () => (stages === null ? null : [...stages]),
    begin: () => {
      if (running) return false;
      running = true;
      gatewayMs = null;
      const mine = NETWORK_STAGES.map((stage): NetworkStage => ({
        stage,
        state: 'waiting',
        code: null,
        detail: null,
      }));
      stages = mine;
      run(mine).catch(deps.onBug);
      return true;
    },
    forget: () => {
      stages = null;
    },
  };
};
