import { z } from 'zod';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { ControlReply } from '../../simulator-kit/control-server.ts';
import type { VirtualPrinter } from './printer.ts';

const bytes = z.number().int().min(0).max(10_000_000);
const times = z.number().int().min(0).max(1_000).default(1);

/** Every request of the printer's control socket. */
const requestSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('paper'), state: z.enum(['full', 'low', 'out']) }),
  z.strictObject({ do: z.literal('cover'), open: z.boolean() }),
  /** After so many more executed bytes; 0 is now. */
  z.strictObject({ do: z.literal('paperOutAfter'), bytes }),
  z.strictObject({ do: z.literal('coverOpenAfter'), bytes }),
  z.strictObject({ do: z.literal('jamAfter'), bytes }),
  z.strictObject({ do: z.literal('nearEnd'), on: z.boolean().default(true) }),
  z.strictObject({ do: z.literal('jam'), on: z.boolean().default(true) }),
  /** The blade sticks when it is to cut next. */
  z.strictObject({ do: z.literal('cutterErrorAtCut') }),
  z.strictObject({ do: z.literal('takeTicket') }),
  /** Retracting forbidden in the printer's set-up. */
  z.strictObject({ do: z.literal('retracting'), on: z.boolean() }),
  z.strictObject({ do: z.literal('constantAnswers'), on: z.boolean() }),
  /** What becomes of the rest of a job at paper end. */
  z.strictObject({ do: z.literal('atPaperEnd'), rest: z.enum(['continues', 'lost']) }),
  z.strictObject({
    do: z.literal('fault'),
    state: z.enum(['none', 'cutter', 'unrecoverable', 'headHot']),
  }),
  z.strictObject({ do: z.literal('mute'), on: z.boolean() }),
  /** Every answer so much later, ms. */
  z.strictObject({ do: z.literal('delayAnswers'), ms: z.number().int().min(0).max(60_000) }),
  z.strictObject({ do: z.literal('splitAnswers'), times }),
  z.strictObject({ do: z.literal('flowBytesInAnswers'), times }),
  z.strictObject({ do: z.literal('repeatStatus') }),
  /** The next incoming bytes are lost, as on an overrun. */
  z.strictObject({ do: z.literal('dropBytes'), bytes }),
  z.strictObject({ do: z.literal('garbage'), hex: z.string().regex(/^([0-9a-fA-F]{2})*$/u) }),
  z.strictObject({ do: z.literal('unplug') }),
  z.strictObject({ do: z.literal('plug') }),
  z.strictObject({ do: z.literal('powerCycle') }),
  z.strictObject({ do: z.literal('pace'), ms: z.number().int().min(0).max(60_000) }),
  z.strictObject({ do: z.literal('receipts') }),
  z.strictObject({ do: z.literal('wire') }),
  z.strictObject({ do: z.literal('state') }),
]);

/** What the printer hangs on: a pseudo-terminal, or a port of its own. */
export type Cable = {
  readonly plugged: boolean;
  /** Of a TCP port. */
  readonly port?: number;
  write(bytes: Uint8Array): void;
  plug(): Promise<Result<void, { readonly detail: string }>>;
  unplug(): Promise<void>;
};

/** Answers control requests for a running printer; `wireFile` holds every byte it received. */
export const printerControls =
  (printer: VirtualPrinter, cable: Cable, wireFile: string) =>
  async (raw: unknown): Promise<ControlReply> => {
    const parsed = requestSchema.safeParse(raw);
    if (!parsed.success) return fail(z.prettifyError(parsed.error));
    const request = parsed.data;
    const { faults } = printer.outlet;
    switch (request.do) {
      case 'paper':
        setPaper(printer, request.state);
        return ok({});
      case 'cover':
        setCover(printer, request.open);
        return ok({});
      case 'paperOutAfter':
        printer.failAfter('paperOut', request.bytes);
        return ok({});
      case 'coverOpenAfter':
        printer.failAfter('coverOpen', request.bytes);
        return ok({});
      case 'jamAfter':
        printer.failAfter('jam', request.bytes);
        return ok({});
      case 'nearEnd':
        setPaper(printer, request.on ? 'low' : 'full');
        return ok({});
      case 'jam':
        setJam(printer, request.on);
        return ok({});
      case 'cutterErrorAtCut':
        printer.jamsAtCut = true;
        return ok({});
      case 'takeTicket':
        return printer.presenter?.taken() === true ? ok({}) : fail('no ticket in the mouth');
      case 'retracting':
        if (printer.presenter === null) return fail('this model has no presenter');
        printer.presenter.retracts = request.on;
        return ok({});
      case 'constantAnswers':
        printer.constantAnswers = request.on;
        return ok({});
      case 'atPaperEnd':
        printer.losesRest = request.rest === 'lost';
        return ok({});
      case 'fault':
        setFault(printer, request.state);
        return ok({});
      case 'mute':
        faults.mute = request.on;
        return ok({});
      case 'delayAnswers':
        faults.delayMs = request.ms;
        return ok({});
      case 'splitAnswers':
        faults.split = request.times;
        return ok({});
      case 'flowBytesInAnswers':
        faults.flowBytes = request.times;
        return ok({});
      case 'repeatStatus':
        printer.repeatStatus();
        return ok({});
      case 'dropBytes':
        printer.dropBytes = request.bytes;
        return ok({});
      case 'garbage':
        cable.write(new Uint8Array(Buffer.from(request.hex, 'hex')));
        return ok({});
      case 'unplug':
        await cable.unplug();
        return ok({});
      case 'plug': {
        const plugged = await cable.plug();
        return plugged.ok ? ok({}) : fail(plugged.error.detail);
      }
      case 'powerCycle':
        printer.powerCycle();
        return ok({});
      case 'pace':
        printer.paceMs = request.ms;
        return ok({});
      case 'receipts':
        return ok({ receipts: printer.pieces.done, hanging: printer.pieces.hanging });
      case 'wire':
        return ok({ file: wireFile });
      case 'state':
        return ok({
          plugged: cable.plugged,
          ...(cable.port === undefined ? {} : { port: cable.port }),
          offline: printer.isOffline(),
          sensors: printer.sensors,
          waiting: printer.waiting,
          hanging: printer.pieces.hanging,
          strays: printer.strays,
          executed: printer.executed,
        });
    }
  };

/** A refill after paper end is a new roll: what hung in the printer goes with the old one. */
const setPaper = (printer: VirtualPrinter, state: 'full' | 'low' | 'out'): void => {
  if (printer.sensors.paper === 'out' && state !== 'out')
    printer.pieces.changeRoll(printer.waiting > 0);
  printer.sense({ paper: state });
};

const setCover = (printer: VirtualPrinter, open: boolean): void => {
  const busy = printer.waiting > 0 && !printer.isOffline();
  printer.sense(
    open
      ? { coverOpen: true, openedWhilePrinting: printer.sensors.openedWhilePrinting || busy }
      : { coverOpen: false, openedWhilePrinting: false },
  );
};

/** Pulled out, the paper no longer shows on a sensor of its own; a mechanical error waits for recovery. */
const setJam = (printer: VirtualPrinter, on: boolean): void => {
  printer.paperStuck = on;
  printer.sense({ jam: on || (printer.model.recovers && printer.sensors.jam) });
};

/** A cutter error outlasts its cause until a recovery command where there is one, an unrecoverable one until power-off (§14). */
const setFault = (
  printer: VirtualPrinter,
  state: 'none' | 'cutter' | 'unrecoverable' | 'headHot',
): void => {
  printer.jamHolds = state === 'cutter';
  printer.supplyFails = state === 'unrecoverable';
  printer.sense({
    headHot: state === 'headHot',
    cutterJam: printer.jamHolds || (printer.model.recovers && printer.sensors.cutterJam),
    unrecoverable: printer.sensors.unrecoverable || printer.supplyFails,
  });
};
