import { CHECKPOINT_PAGES } from '../../engine/journal/database.ts';

const NAMES = ['OFF', 'NORMAL', 'FULL', 'EXTRA'];

type Handle = { readonly pragma: (text: string, options: { readonly simple: true }) => unknown };

const SETTINGS = [
  'locking_mode = EXCLUSIVE',
  'journal_mode = WAL',
  'synchronous = FULL',
  `wal_autocheckpoint = ${String(CHECKPOINT_PAGES)}`,
];

/** As the journal has it: nobody else may open the file, and every commit is synced. */
export const makeDurable = (db: Handle): void => {
  for (const setting of SETTINGS) db.pragma(setting, { simple: true });
};

/** Read back from the handle; throws where a commit would not be on the disk. */
export const readDurability = (db: Handle): string => {
  const read = (name: string): unknown => db.pragma(name, { simple: true });
  const journal = String(read('journal_mode'));
  const synchronous = NAMES[Number(read('synchronous'))] ?? '?';
  if (journal !== 'wal' || synchronous !== 'FULL') {
    throw new Error(`not durable: journal_mode=${journal}, synchronous=${synchronous}`);
  }
  return `journal_mode=${journal} synchronous=${synchronous} locking_mode=${String(read('locking_mode'))}`;
};
