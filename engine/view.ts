import type { ScreenAct } from '../contract/remote-acts.ts';
import type { AudioView } from '../contract/audio.ts';
import type { KioskConfig } from '../contract/config.ts';
import type { StaffGate } from '../contract/technician.ts';
import type { KioskView } from '../contract/view.ts';
import type { PrinterRole } from './devices/printer-role.ts';
import type { ReaderRole } from './devices/reader-role.ts';
import type { TerminalRole } from './devices/terminal-role.ts';
import { seatedReach } from './visit/display.ts';
import { stepBack } from './visit/position.ts';
import { screenOf, type LiveFacts } from './visit/screen-of.ts';
import type { Visit } from './visit/visit.ts';

/** What may be held before which reader; a role that the configuration does not name is absent. */
export type Readers = Readonly<
  Partial<Record<'scanner' | 'idReader' | 'magstripe' | 'smartCard', ReaderRole>>
>;

/** The whole view as things stand now; each one has a higher revision than the last. */
export const createView = (deps: {
  readonly config: KioskConfig;
  readonly visit: Visit;
  readonly live: LiveFacts;
  readonly terminal: TerminalRole;
  readonly printer: PrinterRole;
  readonly readers: Readers;
  readonly contact: { readonly online: () => boolean };
  /** `null`: no sound here. */
  readonly audio: () => AudioView | null;
  /** `null`: nobody of the staff is here. */
  readonly staff?: (() => StaffGate | null) | undefined;
  /** `null`: the page is asked for nothing. */
  readonly screenAct: () => ScreenAct | null;
}): (() => KioskView) => {
  const { config, visit, readers } = deps;
  let revision = 0;
  return () => {
    revision += 1;
    const position = visit.position();
    const msLeft = visit.idleMsLeft();
    const audio = deps.audio();
    const staff = deps.staff?.() ?? null;
    const screenAct = deps.screenAct();
    return {
      revision,
      kioskId: config.kiosk.id,
      language: visit.language(),
      languages: config.languages,
      nearest: config.kiosk.nearest ?? null,
      screen: screenOf(position, deps.live),
      terminal: deps.terminal.status(),
      printer: deps.printer.status(),
      gateway: deps.contact.online() ? 'online' : 'offline',
      readers: {
        code: readers.scanner?.state() === 'online',
        identityCard: readers.idReader?.state() === 'online',
      },
      idleWarning: msLeft === null ? null : { msLeft },
      canGoBack: stepBack(position, config.languages.length > 1) !== null,
      display: visit.display(),
      seatedReach: seatedReach(config.kiosk.panel),
      dock: config.mode === 'development' && config.simulators !== undefined,
      ...(audio === null ? {} : { audio }),
      ...(staff === null ? {} : { staff }),
      ...(screenAct === null ? {} : { screenAct }),
    };
  };
};
