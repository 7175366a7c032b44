import { z } from 'zod';
import type { Clock } from '../../../contract/clock.ts';
import {
  DRILL_STEPS,
  drillEntrySchema,
  type DrillCode,
  type DrillEntry,
  type DrillStepName,
} from '../../../contract/technician-drill.ts';
import type { Journal } from '../../journal/journal.ts';
import { judgePowerCut, type Start } from './power-cut.ts';

const KEPT = 'faultDrill';

/** How the kiosk is while it is tried. */
export type DrillSenses = {
  readonly readerOnline: () => boolean;
  readonly printerOnline: () => boolean;
  readonly coverOpen: () => boolean;
  readonly gatewayOnline: () => boolean;
};

export type FaultDrill = {
  readonly entries: () => readonly DrillEntry[] | null;
  readonly begin: () => void;
  /** False: no drill, or another step is under way. */
  readonly start: (step: DrillStepName) => boolean;
  readonly end: (
    step: DrillStepName,
    because: 'nothingSeen' | 'cameNotBack' | 'notPossible',
  ) => boolean;
  /** A device, the cover or the network may have changed. True: a step went on. */
  readonly look: () => boolean;
  readonly forget: () => void;
};

const storedSchema = z.object({
  entries: z.array(drillEntrySchema),
  /** In which start of machine and engine the power cut was begun. */
  armed: z.object({ bootId: z.string(), atMs: z.number() }).nullable(),
});
type Stored = z.infer<typeof storedSchema>;

const FRESH: Stored = {
  entries: DRILL_STEPS.map((step) => ({
    step,
    state: 'waiting',
    code: null,
    beganAt: null,
    endedAt: null,
  })),
  armed: null,
};

/**
 * The drill as far as it has come; kept with the journal, since its last step takes the power away. A step
 * passes only by what the kiosk itself has seen, never because somebody says so.
 */
export const createFaultDrill = (deps: {
  readonly clock: Pick<Clock, 'wallMs'>;
  readonly journal: Pick<Journal, 'keep' | 'kept' | 'latest' | 'history'>;
  readonly senses: DrillSenses;
  readonly bootId: () => string;
  readonly onEnded: (entry: DrillEntry) => void;
}): FaultDrill => {
  const { clock, journal, senses } = deps;
  const started: Start = { bootId: deps.bootId(), atMs: clock.wallMs() };
  const iso = (): string => new Date(clock.wallMs()).toISOString();
  const load = (): Stored | null => {
    const text = journal.kept(KEPT);
    if (text === null || text === '') return null;
    const parsed = storedSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  };
  let stored = load();
  const save = (next: Stored | null): void => {
    stored = next;
    journal.keep(KEPT, next === null ? '' : JSON.stringify(next));
  };
  const set = (step: DrillStepName, change: Partial<DrillEntry>): void => {
    if (stored === null) return;
    const entries = stored.entries.map((one) => (one.step === step ? { ...one, ...change } : one));
    save({ ...stored, entries });
    const entry = entries.find((one) => one.step === step);
    if (entry !== undefined && change.endedAt !== undefined && change.endedAt !== null) {
      deps.onEnded(entry);
    }
  };
  const ended = (step: DrillStepName, state: DrillEntry['state'], code: DrillCode | null): void => {
    set(step, { state, code, endedAt: iso() });
  };
  const running = (): DrillEntry | undefined =>
    stored?.entries.find(({ state }) => state === 'cause' || state === 'undo');

  /** Well, so that it can be broken; broken, as somebody was asked to make it. */
  const sense: Readonly<
    Record<
      Exclude<DrillStepName, 'power'>,
      { readonly well: () => boolean; readonly ill: () => boolean }
    >
  > = {
    reader: { well: senses.readerOnline, ill: () => !senses.readerOnline() },
    cover: {
      well: () => senses.printerOnline() && !senses.coverOpen(),
      ill: senses.coverOpen,
    },
    network: { well: senses.gatewayOnline, ill: () => !senses.gatewayOnline() },
  };

  const lookAtPower = (entry: DrillEntry): boolean => {
    const armed = stored?.armed ?? null;
    if (armed === null) return false;
    const judged = judgePowerCut(journal, armed, started);
    if (judged === null || (judged.verdict === 'cause' && judged.code === entry.code)) return false;
    if (judged.verdict === 'cause') set('power', { code: judged.code });
    else ended('power', judged.verdict, judged.code);
    return true;
  };

  return {
    entries: () => stored?.entries ?? null,
    begin: () => {
      save(FRESH);
    },
    start: (step) => {
      if (stored === null || running() !== undefined) return false;
      const beganAt = iso();
      if (step === 'power') {
        save({ ...stored, armed: { bootId: started.bootId, atMs: clock.wallMs() } });
      } else if (!sense[step].well()) {
        set(step, { state: 'failed', code: 'notReady', beganAt, endedAt: beganAt });
        return true;
      }
      set(step, { state: 'cause', code: null, beganAt, endedAt: null });
      return true;
    },
    end: (step, because) => {
      const entry = stored?.entries.find((one) => one.step === step);
      if (entry === undefined || !['waiting', 'cause', 'undo'].includes(entry.state)) return false;
      // What was never begun cannot have failed.
      if (entry.state === 'waiting' && because !== 'notPossible') return false;
      ended(step, because === 'notPossible' ? 'notDone' : 'failed', because);
      return true;
    },
    look: () => {
      const entry = running();
      if (entry === undefined) return false;
      const { step, state } = entry;
      if (step === 'power') return lookAtPower(entry);
      if (state === 'cause' && sense[step].ill()) {
        set(step, { state: 'undo' });
        return true;
      }
      if (state === 'undo' && sense[step].well()) {
        ended(step, 'passed', null);
        return true;
      }
      return false;
    },
    forget: () => {
      save(null);
    },
  };
};
