/**
 * Brings up a whole kiosk with what it finds around it, each part a process of its own:
 *
 *     central ← network simulator ← engine → card terminal simulator
 *                                          → receipt printer simulator
 *
 *     const rig = await startRig({ dataFolder });
 *     const visitor = await rig.visitor();
 *     await visitor.do({ do: 'begin' });
 *     await rig.control.terminal({ do: 'insertCard' });
 *     await rig.killEngine();               // kill -9; the simulators outlive it
 *     await rig.startEngine({ SOME: 'env' });
 *     await rig.stop();
 *
 * What goes wrong rejects with `RigError`, whose message is for the person at the keyboard.
 * When this process dies, however it dies, everything it started ends too.
 */
import { join } from 'node:path';
import { ensureCatalogueKey } from '../central/keys.ts';
import { systemClock } from '../contract/clock.ts';
import type { KioskConfig } from '../contract/config.ts';
import type { EngineAccess } from '../contract/engine-api.ts';
import { EXIT_CONFIG } from '../engine/config/load-config.ts';
import { ensureKioskKey } from '../engine/keys/kiosk-key.ts';
import type { Child } from './processes/child.ts';
import { ask, type ControlRequest } from './processes/control.ts';
import {
  openEngineClient,
  readEngineAccess,
  type EngineClient,
} from './processes/engine-client.ts';
import { EngineKeeper, type Supervision } from './processes/engine-keeper.ts';
import {
  draftConfig,
  SHELL_ORIGIN,
  writeConfig,
  type ConfigDraft,
} from './processes/kiosk-config.ts';
import { takeLock } from './processes/lock.ts';
import { rigPaths, type RigPaths } from './processes/paths.ts';
import { PROGRAMS, type Programs } from './processes/programs.ts';
import { RigError } from './processes/rig-error.ts';
import { startEKeyIssuer } from './processes/ekey-issuer.ts';
import { startStaffIssuer } from './processes/staff-issuer.ts';
import { startSurroundings } from './processes/surroundings.ts';
import { Visitor } from './processes/visitor.ts';
import { ESSENTIALS, EVERYTHING, wantedBy } from './processes/wanted.ts';
import { startUiServer, type UiServer } from './ui-server.ts';
import type { NetworkCommand } from './network/commands.ts';

export type RigOptions = {
  /** Everything of this rig stands here and survives it. */
  readonly dataFolder: string;
  /** A configuration of the person's own, already validated, in place of the drafted one. */
  readonly config?: KioskConfig;
  /** Changes to the drafted configuration, e.g. shorter waits. */
  readonly adjust?: (draft: ConfigDraft) => ConfigDraft;
  /** Milliseconds a device takes for each step; 0 is as fast as it can, 1500 like a person. */
  readonly pace?: number;
  /** With a scanner and a cabinet board; by default only what a payment needs. */
  readonly furnished?: boolean;
  /** A card comes by itself at each payment. */
  readonly autoCard?: boolean;
  /** `loopback`: the built page at `rig.ui.url`. */
  readonly ui?: 'none' | 'loopback';
  /** Its port; 0, the default, is any. */
  readonly uiPort?: number;
  /** With an eKey issuer of demonstration people; ignored beside a configuration of one's own. */
  readonly eKey?: boolean;
  /** With the operators' page, and an issuer of demonstration staff; ignored likewise. */
  readonly console?: boolean;
  /** A catalogue file that central issues in place of its own. */
  readonly catalogue?: string;
  /** `NAME=KEY` of somebody who may decide at central. */
  readonly operator?: string;
  /** Whether a dead engine is brought back; by default it stays dead. */
  readonly supervise?: Supervision;
  /** Added to the engine's environment. */
  readonly engineEnv?: Readonly<Record<string, string>>;
  readonly programs?: Partial<Programs>;
  /** Hears in sentences what happens. */
  readonly say?: (sentence: string) => void;
};

export type Rig = {
  readonly paths: RigPaths;
  readonly config: KioskConfig;
  readonly ui: UiServer | null;
  /** Where central itself listens, past the network simulator; null where it is not ours. */
  readonly centralUrl: string | null;
  /** The operators' page, where there is one. */
  readonly consoleUrl: string | null;
  /** Requests to the simulators. Reject where there is none or it refuses. */
  readonly control: {
    readonly terminal: (request: ControlRequest) => Promise<Record<string, unknown>>;
    readonly printer: (request: ControlRequest) => Promise<Record<string, unknown>>;
    readonly network: (request: NetworkCommand) => Promise<Record<string, unknown>>;
    readonly scanner: (request: ControlRequest) => Promise<Record<string, unknown>>;
    readonly cabinet: (request: ControlRequest) => Promise<Record<string, unknown>>;
  };
  /** The running engine; null while it is down. */
  readonly engine: () => Child | null;
  readonly startEngine: (env?: Readonly<Record<string, string>>) => Promise<Child>;
  readonly stopEngine: () => Promise<void>;
  /** `kill -9`. */
  readonly killEngine: () => Promise<void>;
  /** SIGTERM and a fresh start. */
  readonly restartEngine: () => Promise<Child>;
  readonly engineAccess: () => EngineAccess;
  /** A typed client that takes control from whoever had it; finds a restarted engine by itself. */
  readonly client: () => EngineClient;
  /** Somebody at the screen, on a client of its own. */
  readonly visitor: () => Promise<Visitor>;
  /** Resolves with a sentence once a supervised engine will not be brought back. */
  readonly givenUp: Promise<string>;
  readonly stop: () => Promise<void>;
};

/** Refused before anything starts: its slips and catalogue could not be read. */
const checkCatalogueKey = (config: KioskConfig, catalogueKey: string): void => {
  if (config.gateway.catalogueKey === catalogueKey) return;
  throw new RigError(
    'The configuration was refused; nothing was started.\n' +
      `  gateway.catalogueKey: found "${config.gateway.catalogueKey}"; allowed: "${catalogueKey}", ` +
      'the key of the central service simulated for this data folder',
    EXIT_CONFIG,
  );
};

export const startRig = async (options: RigOptions): Promise<Rig> => {
  const paths = rigPaths(options.config?.dataFolder ?? options.dataFolder);
  const undo: (() => void | Promise<void>)[] = [takeLock(paths.lock, paths.data)];
  let stopping: Promise<void> | null = null;
  const unwind = async (): Promise<void> => {
    for (const step of undo.reverse()) await step();
  };
  const stop = (): Promise<void> => (stopping ??= unwind());
  try {
    return await assemble(options, paths, undo, stop);
  } catch (error) {
    await stop();
    throw error;
  }
};

const assemble = async (
  options: RigOptions,
  paths: RigPaths,
  undo: (() => void | Promise<void>)[],
  stop: () => Promise<void>,
): Promise<Rig> => {
  const given = options.config;
  const wanted = given
    ? await wantedBy(given)
    : options.furnished === true
      ? EVERYTHING
      : ESSENTIALS;
  const catalogueKey = ensureCatalogueKey(paths.central).publicKey;
  if (given && wanted.gatewayPort !== null) checkCatalogueKey(given, catalogueKey);

  const ui =
    options.ui === 'loopback'
      ? await startUiServer(paths.engineAccess, { port: options.uiPort ?? 0 })
      : null;
  if (ui) undo.push(() => ui.close());
  const eKeyIssuer =
    options.eKey === true && !given
      ? await startEKeyIssuer(options.programs?.eKey ?? PROGRAMS.eKey, paths, undo)
      : null;
  const consoleFile =
    options.console === true && !given
      ? await startStaffIssuer(options.programs?.staff ?? PROGRAMS.staff, paths, undo)
      : null;
  const drafted = (gatewayUrl: string): ConfigDraft => {
    const origins = [SHELL_ORIGIN, ...(ui ? [ui.origin] : [])];
    if (given)
      return {
        ...given,
        api: { ...given.api, origins: [...given.api.origins, ...origins.slice(1)] },
      };
    const draft = draftConfig({
      paths,
      gatewayUrl,
      catalogueKey,
      origins,
      furnished: options.furnished === true,
      eKeyIssuer,
    });
    return options.adjust?.(draft) ?? draft;
  };

  const around = await startSurroundings({
    surroundings: {
      paths,
      programs: { ...PROGRAMS, ...options.programs },
      catalogue: options.catalogue ?? null,
      operator: options.operator ?? null,
      eKeyIssuer,
      consoleFile,
    },
    wanted,
    plan: drafted('http://127.0.0.1:1/'),
    kioskKey: ensureKioskKey(paths.data).publicKey,
    device: { paceMs: options.pace ?? 0, autoCard: options.autoCard ?? false },
    undo,
  });
  const configPath = given ? paths.effectiveConfig : paths.config;
  const config = writeConfig(configPath, drafted(around.gatewayUrl));

  const keeper = new EngineKeeper({
    plan: (env) => ({
      name: 'The engine',
      program: options.programs?.engine ?? PROGRAMS.engine,
      env: { ...options.engineEnv, ...env, KIOSK_CONFIG: configPath },
      logFile: join(paths.logs, 'engine.log'),
    }),
    clock: systemClock,
    supervision: options.supervise,
    say: options.say ?? (() => undefined),
  });
  undo.push(() => keeper.close());
  await keeper.start();

  const client = (): EngineClient =>
    openEngineClient(paths.engineAccess, config.api.origins[0] ?? SHELL_ORIGIN);
  const sockets = config.simulators ?? paths.sockets;
  return {
    paths,
    config,
    ui,
    centralUrl: around.centralUrl,
    consoleUrl:
      consoleFile === null || around.centralUrl === null ? null : `${around.centralUrl}/console/`,
    control: {
      terminal: (request) => ask(sockets.terminal, request),
      printer: (request) => ask(sockets.printer, request),
      network: (request) => ask(sockets.network, request),
      scanner: (request) => ask(sockets.scanner ?? paths.sockets.scanner, request),
      cabinet: (request) => ask(sockets.cabinet ?? paths.sockets.cabinet, request),
    },
    engine: () => keeper.child,
    startEngine: (env) => keeper.start(env),
    stopEngine: () => keeper.stop(),
    killEngine: () => keeper.kill(),
    restartEngine: async () => {
      await keeper.stop();
      return keeper.start();
    },
    engineAccess: () => readEngineAccess(paths.engineAccess),
    client,
    visitor: async () => {
      const visitor = new Visitor(client());
      await visitor.watch();
      return visitor;
    },
    givenUp: keeper.givenUp,
    stop,
  };
};
