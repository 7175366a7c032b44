import type { Lock } from '../../contract/remote-acts.ts';
import { uptime } from 'node:os';
import { join } from 'node:path';
import type {
  TechnicianActResult,
  TechnicianService,
  TechnicianView,
} from '../../contract/technician.ts';
import type { BindWish } from '../../contract/technician-binding.ts';
import type { Gateway } from '../gateway/client.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { ExposureMeter } from '../payments/exposure.ts';
import type { EngineDeps } from '../engine-deps.ts';
import { mayBeClosed } from '../visit/position.ts';
import type { Visit } from '../visit/visit.ts';
import { createConditionDesk } from './condition/desk.ts';
import { createDrillDesk } from './drill/desk.ts';
import { createFaultDrill } from './drill/drill.ts';
import { createGate, type Gate } from './gate.ts';
import { createLockOut } from './lock-out.ts';
import { createActs } from './acts.ts';
import { createBindings } from './binding.ts';
import { deviceRows, stateOf } from './device-rows.ts';
import { machineProbes } from './network-probes.ts';
import { createNetworkTest } from './network-test.ts';
import { createSessionWatch } from './session-watch.ts';
import type { Session } from './session.ts';
import { createJournalDesk } from './journal-desk.ts';
import { createListening, openEar } from './listening.ts';
import { createNumbers } from './numbers.ts';
import { createSettingsDesk } from './settings-desk.ts';
import { transferFolders } from './transfer-folders.ts';
import { openSettingsHistory } from '../config/settings-history.ts';
import { createSoundTest } from './sound-test.ts';
import type { Uptime } from '../status/uptime.ts';
import { exportableFile } from '../config/settings.ts';
import { machineFacts } from './condition/machine.ts';
import { VERSION } from '../telemetry/health-log.ts';
import { createTrials, summaryOf } from './trials.ts';

const LOCKS = 'staffLocks';

export type Staff = {
  readonly gate: Gate;
  /** Nothing is begun meanwhile. */
  readonly closes: () => boolean;
  readonly service: TechnicianService;
  readonly stop: () => void;
};

/** The technician's part of the engine; `null` where the configuration names no technician. */
export const startStaff = (
  deps: Pick<
    EngineDeps,
    | 'config'
    | 'journal'
    | 'clock'
    | 'random'
    | 'terminal'
    | 'printer'
    | 'readers'
    | 'cabinet'
    | 'mutex'
    | 'staffBook'
    | 'key'
    | 'bootId'
    | 'logTail'
    | 'kioskFile'
    | 'activity'
    | 'voice'
    | 'log'
    | 'onBug'
  > & {
    readonly visit: Visit;
    readonly cardRunning: () => boolean;
    readonly gateway: Gateway;
    readonly outbox: Pick<Outbox, 'sendNow' | 'handOver'>;
    readonly gatewayOnline: () => boolean;
    readonly exposure: { readonly meter: () => ExposureMeter };
    readonly uptime: Uptime;
    /** Whether operators locked this kiosk. */
    readonly lock: () => Lock | null;
  },
): Staff | null => {
  const { config, journal, clock, cabinet, staffBook, visit } = deps;
  const technicians = config.technicians ?? [];
  if (staffBook === undefined || technicians.length === 0) return null;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const changed = (): void => {
    if (gate.shown()?.at !== 'in') {
      trials.end();
      listening?.end();
      network.forget();
      sound.end();
      numbers.show(false);
      settings?.show(false);
      drillDesk.show(false);
      condition.show(false);
      journalDesk.show(false);
    }
    tell();
    visit.refresh();
  };
  const gate = createGate({
    technicians,
    clock,
    random: deps.random,
    book: staffBook,
    free: () => {
      const position = visit.position();
      return (position.at === 'attract' || mayBeClosed(position)) && !deps.cardRunning();
    },
    log: deps.log,
    onChange: changed,
    lockOut: createLockOut({
      clock,
      load: () => journal.kept(LOCKS),
      save: (text) => {
        journal.keep(LOCKS, text);
      },
    }),
  });

  const trials = createTrials({
    ...deps,
    onChange: tell,
    onResult: (role, result) => {
      gate.write({ did: 'tried', role, ...summaryOf(result) });
    },
  });
  const network = createNetworkTest({
    url: config.gateway.url,
    clock,
    gateway: deps.gateway,
    probes: machineProbes,
    onChange: tell,
    onDone: (stages) => {
      const bad = stages.find(({ state }) => state === 'bad');
      gate.write({ did: 'testNetwork', result: bad?.stage ?? 'fine', code: bad?.code ?? null });
    },
    onBug: deps.onBug,
  });
  const sound = createSoundTest({
    voice: deps.voice,
    onChange: tell,
    onDone: (result) => {
      gate.write({ did: 'trySound', result });
    },
    onBug: deps.onBug,
  });
  const numbers = createNumbers(deps);
  const forgetCommits = journal.onCommit(() => {
    if (numbers.watched()) tell();
  });
  const settings =
    deps.kioskFile === undefined
      ? null
      : createSettingsDesk({
          config,
          path: deps.kioskFile.path,
          clock,
          history: openSettingsHistory(join(config.dataFolder, 'settings')),
          bindings: () => {
            if (bindings === null) throw new Error('settings without bindings');
            return bindings;
          },
          who: gate.who,
          folders: () => transferFolders(config.dataFolder),
        });
  const bindings =
    deps.kioskFile === undefined
      ? null
      : createBindings({
          config,
          file: deps.kioskFile,
          clock,
          journal,
          stateOf: (role) => stateOf(role, deps),
          gatewayOnline: deps.gatewayOnline,
          onStaged: (before, text, how) => settings?.onStaged(before, text, how),
          onDecided: (state, roles) => {
            settings?.onDecided(state);
            gate.write({ did: 'binding', state, roles: roles.join(' ') });
            deps.log('technician.binding', { state });
            // At a start it is decided before the engine stands.
            queueMicrotask(changed);
          },
        });
  const drillDesk = createDrillDesk({
    drill: createFaultDrill({
      clock,
      journal,
      bootId: deps.bootId ?? (() => ''),
      senses: {
        readerOnline: () => deps.terminal.status().state === 'online',
        printerOnline: () => deps.printer.status().state === 'online',
        coverOpen: () => deps.printer.status().coverOpen,
        gatewayOnline: deps.gatewayOnline,
      },
      onEnded: ({ step, state, code }) => {
        gate.write({ did: 'drill', step, state, code });
        deps.log('technician.drill', { step, state, ...(code === null ? {} : { code }) });
      },
    }),
    key: deps.key,
    paper: () => ({
      kiosk: config.kiosk,
      version: VERSION,
      atMs: clock.wallMs(),
      devices: deviceRows(config.devices, deps).map(({ role, where }) => [role, where]),
    }),
    who: gate.who,
    folders: () => transferFolders(config.dataFolder),
  });
  const condition = createConditionDesk({
    clock,
    journal,
    printer: deps.printer,
    uptime: deps.uptime,
    book: staffBook,
    kioskId: config.kiosk.id,
    version: VERSION,
    machineMs: () => uptime() * 1_000,
    folders: () => transferFolders(config.dataFolder),
    others: () => ({
      machine: machineFacts(),
      configuration: deps.kioskFile === undefined ? null : exportableFile(deps.kioskFile.path),
      settings: [...(settings?.history() ?? [])],
      devices: deviceRows(config.devices, deps),
      network: network.stages(),
      exposure: numbers.meter(),
      log: [...(deps.logTail?.() ?? [])].map((line) => ({
        ...line,
        attributes: [...line.attributes],
      })),
    }),
  });
  const journalDesk = createJournalDesk({
    clock,
    search: journal.search,
    entryOf: numbers.entryOf,
    book: staffBook,
  });
  const listening =
    deps.activity === undefined || bindings === null
      ? null
      : createListening({
          clock,
          places: bindings.places,
          activity: deps.activity,
          stateOf: (role) => stateOf(role, deps),
          open: openEar(clock),
          onChange: tell,
          onBug: deps.onBug,
        });
  const devices = [deps.terminal, deps.printer, cabinet, ...Object.values(deps.readers)];
  const forgetDevices = devices.map((device) =>
    device?.onChange(() => {
      bindings?.refresh();
      drillDesk.look();
      tell();
    }),
  );

  const forgetVisit = visit.onChange(gate.refresh);
  let keyWas: 'on' | 'off' | null = null;
  const byKey = (): void => {
    const { keySwitch } = cabinet?.status() ?? { keySwitch: null };
    if (keySwitch === keyWas) return;
    keyWas = keySwitch;
    if (keySwitch === 'on') gate.open('key');
    else if (keySwitch === 'off') gate.closeKey();
  };
  const forgetKey = cabinet?.onChange(byKey);
  byKey();

  const heardView = (): TechnicianView['listening'] => {
    const heard = listening?.heard() ?? null;
    return heard === null ? null : { heard };
  };
  let revision = 0;
  const view = ({ technician }: Session): TechnicianView => {
    revision += 1;
    const msLeft = gate.idleMsLeft();
    return {
      revision,
      who: technician,
      idleWarning: msLeft === null ? null : { msLeft },
      devices: deviceRows(config.devices, deps),
      trial: trials.current(),
      plugged: bindings?.places().map(({ plugged }) => plugged) ?? null,
      binding: bindings?.shown() ?? null,
      listening: heardView(),
      network: network.stages(),
      sound: sound.state(),
      numbers: numbers.shown(),
      settings: settings?.shown() ?? null,
      drill: drillDesk.shown(),
      condition: condition.shown(),
      journal: journalDesk.shown(),
      lock: deps.lock(),
    };
  };

  const watch = createSessionWatch({
    clock,
    gate,
    view,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    silent: () =>
      // What changes without telling: sticks and cables, the gateway, a payment's end after a power cut.
      JSON.stringify([
        bindings?.places() ?? null,
        drillDesk.look() && drillDesk.shown(),
        deps.lock(),
      ]),
    tell,
  });

  const bind = (wish: BindWish): TechnicianActResult => {
    if (bindings === null) return { done: false, problem: 'notWritable' };
    const bound = bindings.bind(wish);
    const { role, place } = wish;
    gate.write({ did: 'bind', role, place, result: bound.ok ? 'onTrial' : bound.error });
    return bound.ok ? { done: true } : { done: false, problem: bound.error };
  };
  const perform = createActs({
    gate,
    trials,
    network,
    sound,
    listening,
    numbers,
    settings,
    drill: drillDesk,
    condition,
    journal: journalDesk,
    outbox: deps.outbox,
    tell,
  });

  return {
    gate,
    closes: () => gate.closes() || bindings?.onTrial() === true,
    service: {
      open: () => gate.open('gesture'),
      close: gate.close,
      enter: async (connection, credentials) => {
        const result = await gate.enter(connection, credentials);
        if (result.entered) watch.entered(connection, result.token);
        return result;
      },
      views: (connection, token, signal) => {
        const session = gate.session(connection, token);
        return session === null ? null : watch.views(session, signal);
      },
      act: (connection, token, act) => {
        const session = gate.session(connection, token);
        if (session === null) return null;
        gate.touch();
        return Promise.resolve(act.do === 'bind' ? bind(act.wish) : { done: perform(act) });
      },
    },
    stop: () => {
      forgetKey?.();
      for (const forget of forgetDevices) forget?.();
      forgetVisit();
      forgetCommits();
      watch.stop();
      bindings?.stop();
      gate.stop();
    },
  };
};
