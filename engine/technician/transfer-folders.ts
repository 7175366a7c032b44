import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where sticks are mounted: by udisks for a user, or by hand. */
const MOUNTS = ['/media', '/run/media'];

const foldersIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(folder, entry.name));
  } catch {
    return [];
  }
};

/** Every stick that is plugged in, and last the kiosk's own folder for what comes and goes. */
export const transferFolders = (dataFolder: string, mounts = MOUNTS): readonly string[] => [
  ...mounts.flatMap((mount) => foldersIn(mount).flatMap((one) => [one, ...foldersIn(one)])),
  join(dataFolder, 'transfer'),
];
