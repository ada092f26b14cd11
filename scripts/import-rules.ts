/** Which way imports run (docs/architecture.md). `check-imports.ts` applies these rules and proves that they look. */

import type { ICruiseOptions, IForbiddenRuleType } from 'dependency-cruiser';

const PACKAGE = 'node_modules';
const BUILT_IN = '^(node:)?[a-z_/]+$';
/** A feature's folder; the name of the feature is group 1. */
const FEATURE = '^features/([^/]+)/';
const TEST = '\\.test\\.tsx?$';

const only = (name: string, from: string, allowed: string[], comment: string): IForbiddenRuleType => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: TEST },
  to: { pathNot: allowed },
});

export const FORBIDDEN: IForbiddenRuleType[] = [
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  only('lib-is-pure', '^lib/', ['^lib/', `${PACKAGE}/zod/`], 'lib imports only lib and zod'),
  only(
    'platform-is-below',
    '^platform/',
    ['^platform/', '^lib/', PACKAGE, BUILT_IN],
    'what the rooms that do I/O share imports none of them',
  ),
  only(
    'collectors-say-facts',
    '^collectors/',
    ['^collectors/', '^platform/', '^lib/', PACKAGE, BUILT_IN],
    'collectors import lib and platform',
  ),
  only(
    'store-keeps',
    '^store/',
    ['^store/', '^platform/', '^lib/', PACKAGE, BUILT_IN],
    'the store imports lib and platform',
  ),
  only(
    'models-are-pure',
    '^features/[^/]+/(model/|document\\.ts)',
    ['^features/[^/]+/(model/|document\\.ts)', '^lib/', `${PACKAGE}/zod/`],
    'a model and a document of a feature are as pure as lib',
  ),
  only(
    'feature-ui-shows',
    '^features/[^/]+/ui/',
    ['^features/[^/]+/(ui/|document\\.ts)', '^features/[^/]+/index\\.ts$', '^components/', '^lib/', PACKAGE],
    'the screens of a feature import documents, components and lib',
  ),
  only(
    'feature-servers-serve',
    '^features/[^/]+/server/',
    [FEATURE, '^store/', '^platform/', '^lib/', PACKAGE, BUILT_IN],
    'the server part of a feature imports its own rooms, the store, platform and lib',
  ),
  {
    name: 'features-meet-at-the-index',
    comment: 'a feature imports another one through its index.ts, or its server/index.ts, only',
    severity: 'error',
    from: { path: FEATURE, pathNot: TEST },
    to: { path: FEATURE, pathNot: ['^features/$1/', '^features/[^/]+/(server/)?index\\.ts$'] },
  },
  only(
    'components-show',
    '^components/',
    ['^components/', '^features/[^/]+/(index|document)\\.ts$', '^lib/', PACKAGE],
    'components import components, documents and lib',
  ),
  only(
    'components-evaluate-nothing',
    '^(components|features/[^/]+/ui)/',
    ['^(?!lib/(evaluate|facts|contracts|plan)/)'],
    'a screen selects from what was evaluated',
  ),
  only(
    'app-is-thin',
    '^app/',
    [
      '^app/',
      '^components/',
      '^features/[^/]+/(ui/|document\\.ts|index\\.ts)',
      '^lib/',
      '^server/handle\\.ts$',
      PACKAGE,
    ],
    'app imports documents, screens, lib, and of the server the type of its handle',
  ),
  only(
    'server-serves',
    '^server/',
    ['^server/', '^(collectors|store|platform|lib)/', '^features/[^/]+/(?!ui/)', PACKAGE, BUILT_IN],
    'server imports everything but screens',
  ),
  only(
    'practice-is-apart',
    '^testing/practice/',
    ['^testing/practice/', '^lib/(market|vocabulary)', PACKAGE, BUILT_IN],
    'the practice mesh shares no evaluation with the product',
  ),
  {
    name: 'nobody-imports-testing-or-e2e',
    severity: 'error',
    from: { path: '^(lib|platform|collectors|store|features|server|app|components|scripts)/', pathNot: TEST },
    to: { path: '^(testing|e2e)/' },
  },
];

export const OPTIONS: ICruiseOptions = {
  doNotFollow: { path: 'node_modules' },
  tsConfig: { fileName: 'tsconfig.json' },
  tsPreCompilationDeps: true,
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['import', 'node', 'default', 'types'],
    mainFields: ['module', 'main', 'types'],
  },
};
