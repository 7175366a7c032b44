import type { Clock } from '../../../contract/clock.ts';
import { printerControls } from '../../../drivers/escpos/simulator/controls.ts';
import { MODELS } from '../../../drivers/escpos/simulator/models.ts';
import { Outlet } from '../../../drivers/escpos/simulator/outlet.ts';
import { Pieces } from '../../../drivers/escpos/simulator/pieces.ts';
import { VirtualPrinter } from '../../../drivers/escpos/simulator/printer.ts';
import type { Wire } from './wire.ts';

export type SimulatedPrinter = {
  readonly printer: VirtualPrinter;
  readonly control: (request: Readonly<Record<string, unknown>>) => Promise<void>;
};

/** The receipt printer's own simulator at the far end of a wire. */
export const createPrinter = (wire: Wire, clock: Clock): SimulatedPrinter => {
  const printer = new VirtualPrinter({
    outlet: new Outlet((bytes) => {
      wire.far.write(bytes);
    }, clock),
    pieces: new Pieces(null),
    clock,
    paceMs: 0,
    model: MODELS.epson,
  });
  wire.far.onData((bytes) => {
    printer.receive(bytes);
  });
  const controls = printerControls(printer, wire.far, '');
  return {
    printer,
    control: async (request) => {
      const reply = await controls(request);
      if (!reply.ok) throw new Error(reply.error);
    },
  };
};
