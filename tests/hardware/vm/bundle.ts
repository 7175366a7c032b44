import { build } from 'esbuild';

/**
 * The guest's programs and the project's simulators as one file each, npm packages left where they are:
 * an emulated processor would take long to strip types and to open hundreds of files.
 */
export const bundlePrograms = async (
  root: string,
  programs: Readonly<Record<string, string>>,
  outdir: string,
): Promise<string> => {
  await build({
    absWorkingDir: root,
    entryPoints: programs,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'warning',
  });
  return outdir;
};
