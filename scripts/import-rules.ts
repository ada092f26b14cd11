/** Imports run one way (docs/architecture.md). `check-imports.ts` runs these rules and proves that they looked. */
import type { ICruiseOptions, IForbiddenRuleType } from 'dependency-cruiser';

const only = (name: string, from: string, allowed: string[], comment: string): IForbiddenRuleType => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { pathNot: allowed },
});
const PACKAGE = 'node_modules';

export const FORBIDDEN: IForbiddenRuleType[] = [
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  only('lib-is-pure', '^lib/', ['^lib/', `${PACKAGE}/zod/`], 'lib imports only lib and zod'),
  only(
    'components-see-the-wire-only',
    '^components/',
    ['^components/', '^lib/wire/', '^lib/vocabulary\\.ts$', PACKAGE],
    'components import only components, lib/wire and lib/vocabulary',
  ),
  only(
    'app-is-thin',
    '^app/',
    ['^app/', '^components/', '^lib/wire/', '^lib/vocabulary\\.ts$', PACKAGE],
    'app imports the runtime handle, lib/wire and components',
  ),
  only(
    'server-serves',
    '^server/',
    ['^server/', '^lib/', PACKAGE, '^(node:)?[a-z_/]+$'],
    'server imports everything but app and components',
  ),
  only(
    'practice-is-apart',
    '^practice/',
    ['^practice/', '^lib/(market|vocabulary)', PACKAGE, '^(node:)?[a-z_/]+$'],
    'practice shares no judgement with the product',
  ),
  {
    name: 'nobody-imports-practice-or-e2e',
    severity: 'error',
    from: { path: '^(lib|server|app|components|scripts)/' },
    to: { path: '^(practice|e2e)/' },
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
