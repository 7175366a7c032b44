import type { Clock } from '../../contract/clock.ts';
import type { KioskConfig } from '../../contract/config.ts';
import type { JournalHead, OwnPayment } from '../../contract/heads.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { noCrash } from '../crash-points.ts';
import type { Gateway } from '../gateway/client.ts';
import { existingKioskKey, kioskKeyPath } from '../keys/kiosk-key.ts';
import { mirrorFolderOf, onDisk } from '../open-journal.ts';
import { openDatabase } from './database.ts';
import { anchorIn, keepGeneration } from './heads.ts';
import { createJournal, type Journal } from './journal.ts';
import { readOldJournal, type OldJournal } from './old-journal.ts';
import { prepareFiles, type RebuildStep } from './rebuild-files.ts';
import { fetchOwnPayments, leftOpen, rebuild, type Rebuilt } from './rebuild.ts';
import type { Sealer } from './sealed.ts';

export type RebuildReport = Rebuilt &
  ReturnType<typeof leftOpen> & {
    readonly kioskId: string;
    readonly generation: number;
    /** The last word that somebody else has of the old journal. */
    readonly anchor: JournalHead | null;
    /** Where the old files lie now, untouched. */
    readonly setAside: string;
    readonly gateway: 'asked' | 'left out';
  };

export type RebuildProblem = {
  readonly code: 'noKey' | 'gatewayAway' | 'cannotWrite';
  readonly detail: string;
};

/** Made anew, or of the old file alone. */
const NOT_TAKEN_OVER = ['generation', 'projectionChecked'];

const takeOver = (old: OldJournal, journal: Journal, sealer: Sealer): void => {
  for (const [name, value] of old.kept()) {
    if (NOT_TAKEN_OVER.includes(name)) continue;
    if (name === 'sealCheck' && sealer.open(Buffer.from(value, 'base64')) === null) continue;
    journal.keep(name, value);
  }
};

const askGateway = async (
  gateway: Pick<Gateway, 'knownHead' | 'ownPayments'> | null,
): Promise<{ head: JournalHead | null; own: readonly OwnPayment[] } | null> => {
  if (gateway === null) return { head: null, own: [] };
  const known = await gateway.knownHead();
  const own = known.ok ? await fetchOwnPayments(gateway) : null;
  return known.ok && own !== null ? { head: known.value.highest, own } : null;
};

const furthest = (heads: readonly (JournalHead | null)[]): JournalHead | null =>
  heads.reduce(
    (best, head) =>
      head !== null &&
      (best === null ||
        head.generation > best.generation ||
        (head.generation === best.generation && head.seq > best.seq))
        ? head
        : best,
    null,
  );

/**
 * Rebuilds a kiosk's journal and sets the old one aside, untouched. `gateway`: `null` leaves it out, and
 * what only it knows of stays missing until the next rebuild. The engine must not run. Killed at any step
 * it is run once more: the old journal is whole, in its place or put back there.
 */
export const runRebuild = async (
  config: KioskConfig,
  gateway: Pick<Gateway, 'knownHead' | 'ownPayments'> | null,
  clock: Clock,
  step: (done: RebuildStep) => void = () => undefined,
): Promise<Result<RebuildReport, RebuildProblem>> => {
  const key = existingKioskKey(config.dataFolder);
  if (key === null)
    return fail({
      code: 'noKey',
      detail: `${kioskKeyPath(config.dataFolder)} is missing: put it back from its copy first`,
    });
  const told = await askGateway(gateway);
  if (told === null)
    return fail({ code: 'gatewayAway', detail: 'the gateway does not answer for its part' });

  const storage = onDisk(config);
  const sealer = storage.sealer();
  const files = prepareFiles(config.dataFolder, clock.wallMs(), step);
  const old = files.oldCopy === null ? null : readOldJournal(files.oldCopy, sealer);
  const database = openDatabase(files.newFolder);
  if (!database.ok) return fail({ code: 'cannotWrite', detail: database.error.detail });
  let timeMs = clock.wallMs();
  const stamping: Clock = { ...clock, wallMs: () => timeMs };
  const made = createJournal(database.value, { clock: stamping, sealer });
  if (!made.ok) return fail({ code: 'cannotWrite', detail: made.error.detail });
  const journal = made.value;
  const mirror = storage.mirror();
  const rebuilt = rebuild(
    old,
    told.own,
    {
      journal,
      mirror,
      sealer,
      clock: stamping,
      kioskId: config.kiosk.id,
      key,
      crash: noCrash,
      setTime: (ms) => {
        timeMs = ms;
      },
    },
    clock,
  );
  if (old !== null) takeOver(old, journal, sealer);
  const anchor = furthest([told.head, anchorIn(mirrorFolderOf(config)).read()]);
  const before = Number(old?.kept().get('generation') ?? '1');
  const generation = Math.max(anchor?.generation ?? 1, Number.isInteger(before) ? before : 1) + 1;
  keepGeneration(journal, generation);
  const open = leftOpen({ journal }, anchor);
  mirror.close();
  old?.close();
  journal.close();
  step('made');
  const setAside = files.swap();
  files.clear();
  return ok({
    kioskId: config.kiosk.id,
    generation,
    ...rebuilt,
    ...open,
    anchor,
    setAside,
    gateway: gateway === null ? 'left out' : 'asked',
  });
};
