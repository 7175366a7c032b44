/**
 * Who may import whom. The table `MAY_IMPORT` is the law: what it does not name is forbidden.
 * `docs/decisions/lint-law.md` says why.
 */
const MAY_IMPORT = {
  contract: [],
  locales: [],
  drivers: ['contract'],
  pdf: ['contract'],
  engine: ['contract', 'drivers', 'locales', 'pdf'],
  central: ['contract', 'locales', 'pdf'],
  renderer: ['contract', 'locales'],
  electron: ['contract'],
  console: ['contract', 'locales', 'renderer/design'],
};

/** npm packages by where they have no business. Types count too: they would leak a library's shape. */
const PACKAGES = {
  screen: ['react', 'react-dom', 'react-aria-components', 'react-i18next', '@vitejs'],
  devices: ['serialport', '@serialport', 'node-hid', 'pcsc-mini', 'usb'],
  storage: ['better-sqlite3', 'kysely', 'pg', '@electric-sql'],
  server: ['fastify', 'fastify-type-provider-zod', '@fastify', 'ws'],
  client: ['@trpc/client'],
  shell: ['electron'],
};
const NO_PACKAGES = {
  contract: ['screen', 'devices', 'storage', 'server', 'client', 'shell'],
  drivers: ['screen', 'storage', 'server', 'client', 'shell'],
  pdf: ['screen', 'devices', 'storage', 'server', 'client', 'shell'],
  engine: ['screen', 'devices', 'client', 'shell'],
  central: ['screen', 'devices', 'client', 'shell'],
  renderer: ['devices', 'storage', 'server', 'shell'],
  electron: ['screen', 'devices', 'storage', 'server', 'client'],
  console: ['devices', 'storage', 'server', 'client', 'shell'],
};

/** Tools of a folder that are no part of the program: they may use what their job needs. */
const TOOLING = '\\.config\\.ts$|\\.test\\.tsx?$|/testing/';

const packagesOf = (groups) =>
  `(^|/)node_modules/(@types/)?(${groups.flatMap((group) => PACKAGES[group]).join('|')})(/|$)`;

const folderRules = Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
  name: `${folder}-imports-only-${allowed.join('-') || 'itself'}`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: {
    path: '^[^./][^/]*/',
    pathNot: [`^(${[folder, ...allowed].join('|')})/`, '(^|/)node_modules/'],
    dependencyTypesNot: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'],
  },
}));

const packageRules = Object.entries(NO_PACKAGES).map(([folder, groups]) => ({
  name: `${folder}-without-${groups.join('-')}`,
  severity: 'error',
  from: { path: `^${folder}/`, pathNot: TOOLING },
  to: { path: packagesOf(groups) },
}));

module.exports = {
  forbidden: [
    ...folderRules,
    ...packageRules,
    {
      name: 'simulator-apart-from-codec-and-driver',
      comment:
        'A simulator is written from the digest: with our codec it would share our mistakes.',
      severity: 'error',
      from: { path: '^drivers/([^/]+)/simulator/' },
      to: { path: '^drivers/$1/(?!simulator/)' },
    },
    {
      name: 'codec-and-driver-apart-from-simulator',
      severity: 'error',
      from: { path: '^drivers/([^/]+)/(?!simulator/)' },
      to: { path: '^drivers/$1/simulator/' },
    },
    {
      name: 'one-protocol-knows-no-other',
      severity: 'error',
      from: { path: '^drivers/(?!transport/|simulator-kit/)([^/]+)/' },
      to: { path: '^drivers/(?!transport/|simulator-kit/)[^/]+/.', pathNot: '^drivers/$1/' },
    },
    {
      name: 'drivers-without-simulator-kit',
      comment: 'Only simulators are built with the kit.',
      severity: 'error',
      from: { path: '^drivers/[^/]+/(codec|driver)/', pathNot: TOOLING },
      to: { path: '^drivers/simulator-kit/' },
    },
    {
      name: 'engine-without-simulators',
      comment: 'The dock speaks to them over their control sockets.',
      severity: 'error',
      from: { path: '^engine/' },
      to: { path: '^drivers/[^/]+/simulator/' },
    },
    {
      name: 'codec-is-pure',
      comment: 'Bytes to messages and back, nothing else: no files, ports, timers from Node.',
      severity: 'error',
      from: { path: '^drivers/[^/]+/codec/', pathNot: TOOLING },
      to: { dependencyTypes: ['core', 'npm'], pathNot: '(^|/)node_modules/zod/' },
    },
    {
      name: 'contract-and-page-without-node',
      comment: 'Both run in a page.',
      severity: 'error',
      from: { path: '^(contract|renderer|console)/', pathNot: TOOLING },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'page-takes-types-only-from-trpc-server',
      comment: 'The router is for inferring; its code belongs to the engine.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TOOLING },
      to: { path: '(^|/)node_modules/@trpc/server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'program-without-test-code',
      severity: 'error',
      from: { pathNot: `^(tests|scripts)/|${TOOLING}` },
      to: { path: `${TOOLING}|^tests/` },
    },
    {
      name: 'program-without-development-packages',
      comment: 'What runs in a kiosk stands under `dependencies`.',
      severity: 'error',
      from: { path: '^(contract|drivers|engine|central|renderer|console)/', pathNot: TOOLING },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '/@types/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'only-listed-packages',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      // The shell's runtime brings `electron` itself; it is no package here.
      to: { couldNotResolve: true, pathNot: '^(electron$|data:)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|var|test-results)/|^scripts/lint/fixture/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
