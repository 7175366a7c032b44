import type { Drill, DrillStepName } from '../../../contract/technician-drill.ts';
import type { Language } from '../../../contract/language.ts';
import { handOut } from '../hand-out.ts';
import type { Session } from '../session.ts';
import type { FaultDrill } from './drill.ts';
import { drillPapers, type DrillPaper } from './report.ts';
import type { KioskKey } from '../../keys/kiosk-key.ts';

export type DrillDesk = {
  readonly show: (on: boolean) => void;
  /** `null`: nobody looks at it. */
  readonly shown: () => Drill | null;
  readonly begin: () => boolean;
  readonly start: (step: DrillStepName) => boolean;
  readonly end: FaultDrill['end'];
  readonly look: () => boolean;
  /** The papers, on a stick if there is one; the drill is over. Where they are, or `null`. */
  readonly report: (language: Language) => string | null;
};

/** The fault drill for whoever signed in. */
export const createDrillDesk = (deps: {
  readonly drill: FaultDrill;
  readonly key: Pick<KioskKey, 'keyId' | 'sign'>;
  readonly paper: () => Pick<DrillPaper, 'kiosk' | 'version' | 'devices' | 'atMs'>;
  readonly who: () => Session['technician'] | null;
  readonly folders: () => readonly string[];
}): DrillDesk => {
  const { drill, key } = deps;
  let on = false;
  let report: string | null = null;
  let notWritten = false;
  return {
    show: (wanted) => {
      on = wanted;
      report = null;
      notWritten = false;
      if (on) drill.look();
    },
    shown: () => {
      if (!on) return null;
      const entries = drill.entries();
      return { entries: entries === null ? null : [...entries], report, notWritten };
    },
    begin: () => {
      report = null;
      notWritten = false;
      drill.begin();
      return true;
    },
    start: drill.start,
    end: drill.end,
    look: () => on && drill.look(),
    report: (language) => {
      const entries = drill.entries();
      const who = deps.who();
      if (entries === null || who === null) return null;
      const paper = { ...deps.paper(), language, entries, who, keyId: key.keyId };
      report = handOut(deps.folders(), drillPapers(paper, key));
      // What could not be written may be tried again.
      notWritten = report === null;
      if (!notWritten) drill.forget();
      return report;
    },
  };
};
