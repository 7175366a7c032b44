import { ELECTRON_LIBRARIES } from './debian-packages.mjs';

const SCREEN = ['xvfb', 'xauth', ...ELECTRON_LIBRARIES];
const EVERYTHING = ['socat', 'chromium', 'postgresql', 'libusb-1.0-0', 'udev', ...SCREEN];

const hasDisplay = () =>
  (process.env.DISPLAY ?? '') !== '' || (process.env.WAYLAND_DISPLAY ?? '') !== '';

const startsWindow = (args) => hasDisplay() && !args.includes('--headless');

/**
 * What each command needs before it may run: Debian packages, whether Electron, whether the built
 * page. `run`: the program, none for `setup` itself.
 */
export const COMMANDS = {
  start: {
    run: 'rig/start.ts',
    packages: (args) => ['socat', ...(startsWindow(args) ? ELECTRON_LIBRARIES : [])],
    electron: startsWindow,
    pages: true,
  },
  demo: { run: 'rig/demo.ts', packages: () => ['socat'], electron: () => false, pages: false },
  bench: {
    run: 'rig/bench.ts',
    packages: () => ['socat', ...SCREEN],
    electron: () => true,
    pages: true,
  },
  gallery: {
    run: 'tests/gallery/make-gallery.ts',
    packages: () => ['socat', 'chromium'],
    electron: () => false,
    pages: true,
  },
  test: {
    run: 'scripts/test.ts',
    packages: () => EVERYTHING,
    electron: () => true,
    pages: true,
  },
  setup: { run: null, packages: () => EVERYTHING, electron: () => true, pages: true },
};
