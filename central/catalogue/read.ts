import { readFileSync } from 'node:fs';
import { faultLine, faultsOf } from '../../contract/faults.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { catalogueFileSchema, type CatalogueFile } from './services.ts';

/** A catalogue file, or what is wrong with it and where, in words. */
export const readCatalogue = (path: string): Result<CatalogueFile, string> => {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    return fail(`--catalogue: ${path} cannot be read: ${(cause as Error).message}`);
  }
  const parsed = catalogueFileSchema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  return fail(
    [
      `--catalogue: ${path} was refused; nothing was started.`,
      ...faultsOf(parsed.error, value).map(faultLine),
    ].join('\n'),
  );
};
