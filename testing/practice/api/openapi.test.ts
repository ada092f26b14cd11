import { expect, test } from 'vitest';
import { calmWorld } from '../test-world.ts';
import { openApiAt } from './openapi.ts';
import { resourcesOf } from './resources.ts';

const { world, runner } = calmWorld();
runner.stop();
const resources = resourcesOf(world);

test('every resource has a document that says that its fields are checked on the server', () => {
  for (const { group, version, kind } of resources) {
    const path = `/openapi/v3/${group === '' ? 'api' : `apis/${group}`}/${version}`;
    const document = JSON.stringify(openApiAt(path, resources));
    expect(document).toContain(JSON.stringify({ group, version, kind }));
    expect(document).toContain('"fieldValidation"');
  }
});

test.each(['/openapi/v2', '/openapi/v3/apis/nope/v1', '/openapi'])('%s is not served', (path) => {
  expect(openApiAt(path, resources)).toBeUndefined();
});
